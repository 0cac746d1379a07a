namespace Cutwork.Imaging.Tests;

/// <summary>What lies in a folder is read, or counted and named.</summary>
public sealed class FolderTests : FolderCase
{
    [Fact]
    public void Pictures_at_any_depth_belong_to_the_first_folder_in_ordinal_order()
    {
        Put("dogs/b.png", "dogs/husky/0.png", "dogs/husky/old/1.JPG", "dogs/a.jfif", "cats/x.jpe", "cats/y/z.webp");
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(
            ["cats/x.jpe", "cats/y/z.webp", "dogs/a.jfif", "dogs/b.png", "dogs/husky/0.png", "dogs/husky/old/1.JPG"],
            Names(set)
        );
        Assert.Equal([0, 0, 1, 1, 1, 1], Enumerable.Range(0, 6).Select(index => set.Read(index).Label));
        Assert.Empty(set.Account.LeftOut);
        Assert.Empty(set.Account.EmptyClasses);
    }

    [Fact]
    public void Links_to_folders_are_followed_but_not_back()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a permission on Windows.");
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("deep/far.png", Png);
        Put("cats/a.png", "dogs/b.png");
        Directory.CreateSymbolicLink(Path.Combine(Place, "cats", "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(Place, "cats", "self"), Place + "/cats");
        Directory.CreateSymbolicLink(Path.Combine(Place, "dogs", "far"), elsewhere.Path);
        Directory.CreateSymbolicLink(Path.Combine(elsewhere.Path, "deep", "home"), Path.Combine(Place, "dogs"));
        using IDataSet set = Open();
        Assert.Equal(["cats/a.png", "dogs/b.png", "dogs/far/deep/far.png"], Names(set));
        Assert.Equal(1, set.Read(2).Label);
        Assert.Equal(["links back to a folder above them: 3 (cats/self, cats/up, dogs/far/deep/home)"], LeftOut(set));
    }

    [Theory]
    [InlineData("__MACOSX/cats/._a.png")]
    [InlineData("@eaDir/a.png/thumb.jpg")]
    [InlineData(".git/a.png")]
    [InlineData(".ipynb_checkpoints/a-checkpoint.png")]
    [InlineData(".thumbnails/a.png")]
    [InlineData("$RECYCLE.BIN/a.png")]
    [InlineData("System Volume Information/a.png")]
    [InlineData("lost+found/a.png")]
    [InlineData("__MACOSX 2/a.png")]
    [InlineData("@eaDir (1)/cats/a.png")]
    [InlineData("node_modules/viewer/a.png")]
    [InlineData("venv/lib/a.png")]
    [InlineData("FOUND.003/a.png")]
    [InlineData("cats/@eaDir/a.png")]
    [InlineData("cats/._a.png")]
    [InlineData("cats/Thumbs.db")]
    [InlineData("cats/.DS_Store")]
    [InlineData("desktop.ini")]
    [InlineData("#recycle/a.png")]
    public void What_systems_and_tools_leave_is_no_class_and_no_sample(string name)
    {
        Put("cats/a.png", "dogs/b.png", name);
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(["cats/a.png", "dogs/b.png"], Names(set));
        Assert.StartsWith("files and folders of systems and tools: 1 (", Assert.Single(LeftOut(set)));
    }

    [Fact]
    public void What_is_not_read_is_counted_by_kind_with_names()
    {
        Put("cats/a.png", "cats/b.tif", "cats/more/c.TIF", "dogs/d.png", "dogs/e.heic", "dogs/notes.txt");
        Put("docs/readme.md", "top.png", "cats.zip", "README");
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(
            [
                "other files without an extension: 1 (README)",
                "archives: 1 (cats.zip)",
                "pictures beside the class folders: 1 (top.png)",
                "pictures in .tif, a format that is not read: 2 (cats/b.tif, cats/more/c.TIF)",
                "pictures in .heic, a format that is not read: 1 (dogs/e.heic)",
                "other files, .txt: 1 (dogs/notes.txt)",
                "folders without a picture: 1 (docs)",
            ],
            LeftOut(set)
        );
        Assert.Empty(set.Account.EmptyClasses);
    }

    [Fact]
    public void Names_beyond_the_first_few_are_counted_alone()
    {
        Put("cats/a.png", "dogs/b.png");
        for (int number = 0; number < 9; number++)
            Folder.Write($"cats/{number}.tif", "");
        using IDataSet set = Open();
        Omission left = Assert.Single(set.Account.LeftOut);
        Assert.Equal((9L, 3), (left.Count, left.Examples.Length));
        Assert.EndsWith("9 (cats/0.tif, cats/1.tif, cats/2.tif, …)", left.ToString());
    }

    [Fact]
    public void A_class_without_a_picture_is_named_and_no_class()
    {
        Put("cats/a.png", "dogs/b.png", "cows/c.tif");
        Directory.CreateDirectory(Path.Combine(Place, "birds", "inner"));
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(["birds", "cows"], set.Account.EmptyClasses);
    }
}
