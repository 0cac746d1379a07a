namespace Cutwork.Imaging.Tests;

/// <summary>Parts of a data set as folders.</summary>
public sealed class FolderPartTests : FolderCase
{
    [Fact]
    public void A_label_means_the_same_in_every_part()
    {
        Put("train/ant/a.png", "train/cat/a.png", "test/cat/a.png", "test/bee/a.png");
        using IDataSet train = Open();
        using IDataSet test = Open("test");
        Assert.Equal(["ant", "bee", "cat"], train.Classes);
        Assert.Equal(train.Classes, test.Classes);
        Assert.Equal(["bee"], train.Account.EmptyClasses);
        Assert.Equal(["ant"], test.Account.EmptyClasses);
        Assert.Equal([1, 2], Enumerable.Range(0, 2).Select(index => test.Read(index).Label));
    }

    [Theory]
    [InlineData("valid", "Validation")]
    [InlineData("val", "valid")]
    [InlineData("validation", "my-val-2017")]
    [InlineData("test", "TESTING")]
    [InlineData("train", "Training set")]
    public void A_part_is_a_whole_word_of_a_folders_name(string asked, string name)
    {
        string other = asked == "train" ? "test" : "train";
        Put($"{name}/cat/a.png", $"{other}/cat/b.png", $"{other}/dog/b.png", $"{name}/dog/c.png");
        using IDataSet set = Open(asked);
        Assert.Equal(["cat/a.png", "dog/c.png"], Names(set));
    }

    [Fact]
    public void Parts_beside_a_third_folder_of_pictures_are_asked_about_and_beside_another_folder_are_not()
    {
        Put("train/cat/a.png", "test/cat/b.png", "extra/cat/c.png");
        string message = Refused();
        Assert.Contains("cannot be told", message, StringComparison.Ordinal);
        foreach (string name in (string[])["train", "test", "extra"])
            Assert.Contains(name, message, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(Place, "extra"), recursive: true);
        Put("scripts/run.py");
        using IDataSet set = Open();
        Assert.Equal(["cat/a.png"], Names(set));
        Assert.Equal(["folders beside the parts: 1 (scripts)"], LeftOut(set));
    }

    [Fact]
    public void A_class_may_be_called_after_a_part_and_two_of_a_part_are_asked_about()
    {
        Put("airplane/a.png", "bullet train/b.png", "valencia/c.png");
        using (IDataSet set = Open())
            Assert.Equal(["airplane", "bullet train", "valencia"], set.Classes);
        Directory.Delete(Path.Combine(Place, "airplane"), recursive: true);
        Directory.Delete(Path.Combine(Place, "valencia"), recursive: true);
        Put("train-b/x/a.png", "train-a/x/a.png");
        Assert.Contains("all called \"train\"", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_a_part_without_the_other_parts_classes_are_refused()
    {
        Put("train/cat/a.png", "train/dog/b.png", "test/1.png", "test/2.png");
        using IDataSet train = Open();
        Assert.Equal(2, train.Count);
        Assert.Contains("in no class folder", Refused("test"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_folder_of_class_folders_is_not_one_class()
    {
        Put("photos/cats/a.png", "photos/dogs/b.png");
        Assert.Contains($"open {Path.Combine(Place, "photos")}", Refused(), StringComparison.Ordinal);
    }
}
