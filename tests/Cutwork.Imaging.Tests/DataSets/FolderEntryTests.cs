namespace Cutwork.Imaging.Tests;

/// <summary>Entries of a folder that are no plain pictures: archives, pipes, names of other systems, files beyond a limit.</summary>
public sealed class FolderEntryTests : FolderCase
{
    [Fact]
    public void Two_spellings_of_a_class_are_refused_within_a_part_and_across_parts()
    {
        const string composed = "caf\u00e9";
        const string taken = "cafe\u0301";
        Put($"{composed}/a.png", $"{taken}/b.png", "tea/c.png");
        if (Directory.GetDirectories(Place).Length < 3)
            Assert.Skip("This file system takes both spellings for one.");
        string message = Refused();
        Assert.Contains("caf\\u00E9", message, StringComparison.Ordinal);
        Assert.Contains("cafe\\u0301", message, StringComparison.Ordinal);
        foreach (string name in Directory.GetDirectories(Place))
            Directory.Delete(name, recursive: true);
        Put($"train/{composed}/a.png", "train/tea/a.png", $"test/{taken}/b.png", "test/tea/a.png");
        Assert.Contains("NFC and NFD", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cats.tar.gz", "cats/a.png")]
    [InlineData("download.tgz", "cats/a.png")]
    [InlineData("download.tar", "photos-main/cats/a.png")]
    [InlineData("photos.zip", "")]
    public void An_archive_beside_what_was_unpacked_from_it_is_left_out(string archive, string member)
    {
        Put("cats/a.png", "dogs/b.png");
        byte[] tar = Samples.Tar((member, Png));
        Folder.Write(archive, archive.EndsWith('r') ? tar : Samples.Gzip(tar));
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal([$"archives: 1 ({archive})"], LeftOut(set));
    }

    [Fact]
    public void Shards_beside_folders_of_pictures_are_asked_about()
    {
        Put("cats/a.png", "dogs/b.png");
        Folder.Write("set.tar", Samples.Tar(("1.png", Png), ("1.cls", Samples.Text("0"))));
        Assert.Contains(
            "both tar shards (set.tar) and folders of pictures (cats, dogs)",
            Refused(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_pipe_a_device_and_a_link_to_nothing_are_named_and_nobody_waits()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no such files.");
        Put("cats/a.png", "dogs/b.png");
        string pipe = Path.Combine(Place, "cats", "x.png");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
            made.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(Place, "cats", "y.png"), "x.png");
        File.CreateSymbolicLink(Path.Combine(Place, "cats", "z.png"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(Place, "dogs", "gone.png"), "nowhere.png");
        using IDataSet set = Open();
        string[] said =
        [
            .. ((int[])[1, 2, 3, 5]).Select(index => Assert.Throws<DataSetException>(() => set.Read(index)).Message),
        ];
        Assert.Contains("x.png: it cannot be read (it is a pipe, not a file)", said[0], StringComparison.Ordinal);
        Assert.Contains("y.png: it cannot be read (it is a pipe, not a file)", said[1], StringComparison.Ordinal);
        Assert.Contains("z.png: it cannot be read (it is a device, not a file)", said[2], StringComparison.Ordinal);
        Assert.Contains("gone.png: it is a link to nowhere.png", said[3], StringComparison.Ordinal);
        foreach (string name in (string[])["x.tar", "x.pack", "x-images-idx3-ubyte", "x.png"])
        {
            string other = Path.Combine(Place, name);
            File.CreateSymbolicLink(other, pipe);
            Assert.Contains(
                "it is a pipe",
                Assert.Throws<DataSetException>(() => DataSets.Open(other).Read(0)).Message,
                StringComparison.Ordinal
            );
        }
        Assert.Contains(
            "it is a pipe",
            Assert.Throws<PictureException>(() => PictureCodec.Read(pipe)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_that_is_no_utf8_is_counted()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Other systems have no such names.");
        Put("cats/a.png", "dogs/b.png");
        Shell("cp a.png \"$(printf 'caf\\351.png')\"; mkdir \"$(printf '../\\377')\"");
        using IDataSet set = Open();
        Shell("rm \"$(printf 'caf\\351.png')\"; rmdir \"$(printf '../\\377')\""); // .NET cannot
        Assert.Equal(["cats/a.png", "dogs/b.png"], Names(set));
        Omission left = Assert.Single(set.Account.LeftOut);
        Assert.Equal(("names that are not valid UTF-8, which .NET cannot open", 2L), (left.Kind, left.Count));
    }

    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("\u1ec7", "e\u0323\u0302")] // two marks
    [InlineData("\u1ec7", "e\u0302\u0323")]
    [InlineData("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af")] // Hangul
    [InlineData("\u304c", "\u304b\u3099")] // kana
    [InlineData("\u0439", "\u0438\u0306")] // Cyrillic
    public void Spellings_of_one_name_have_one_key(string composed, string taken)
    {
        Assert.NotEqual(composed, taken);
        Assert.Equal(Spelling.KeyOf(composed), Spelling.KeyOf(taken));
        Assert.NotEqual(Spelling.KeyOf(composed), Spelling.KeyOf(composed + "a"));
        Assert.Equal("cafe", Spelling.KeyOf("cafe"));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_by_name_before_it_is_read()
    {
        Put("cats/a.png", "dogs/b.png");
        var options = new DataSetOptions { Decode = new DecodeOptions { MaximumFileBytes = Png.Length - 1 } };
        using IDataSet set = DataSets.Open(Place, options);
        string message = Assert.Throws<DataSetException>(() => set.Read(1)).Message;
        Assert.Contains("b.png: it has", message, StringComparison.Ordinal);
        Assert.Contains("MaximumFileBytes", message, StringComparison.Ordinal);
        Assert.Contains(
            "MaximumFileBytes",
            Assert
                .Throws<PictureException>(() => PictureCodec.Read(Path.Combine(Place, "cats", "a.png"), options.Decode))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecodeOptions { MaximumFileBytes = 0 });
    }
}
