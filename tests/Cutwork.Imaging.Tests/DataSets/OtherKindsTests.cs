namespace Cutwork.Imaging.Tests;

/// <summary>Data sets of kinds that are not read are refused by what they look like; class folders are not.</summary>
public sealed class OtherKindsTests : IDisposable
{
    private const string Voc = "Pascal VOC";
    private const string Yolo = "YOLO";
    private const string Coco = "COCO";
    private const string Masks = "with masks";
    private const string Table = "labels are in a table";

    private readonly TemporaryFolder folder = new();

    private void Put(string name) =>
        folder.Write(
            name,
            Path.GetExtension(name) switch
            {
                ".png" or ".jpg" => Samples.Plain(1, 2, 3),
                ".xml" when name == "annotations.xml" => Samples.Text(
                    "<annotations><image name=\"images/1.jpg\"/></annotations>"
                ),
                ".json" when name == "export.json" => Samples.Text(
                    "[{\"data\":{\"image\":\"upload/images/1.jpg\"},\"annotations\":[]}]"
                ),
                ".xml" => Samples.Text("<annotation><object/></annotation>"),
                ".txt"
                    when name.Contains("labels/", StringComparison.Ordinal)
                        || name.EndsWith("/1.txt", StringComparison.Ordinal) => Samples.Text("0 0.5 0.5 0.1 0.1\n"),
                ".txt" => Samples.Text("1.jpg 0\n"),
                ".yaml" => Samples.Text("nc: 2\nnames: [a, b]\n"),
                ".json" when name.Split('/')[^1] == "1.json" => Samples.Text("{\"shapes\":[]}"),
                ".json" => Samples.Text("{\"images\":[],\"annotations\":[]}"),
                ".csv" => Samples.Text("id,breed\n1,husky\n"),
                ".jsonl" => Samples.Text("{\"file_name\":\"1.jpg\",\"label\":0}\n"),
                _ => Samples.Text("other"),
            }
        );

    [Theory]
    [InlineData(Voc, "Annotations/1.xml ImageSets/Main/train.txt JPEGImages/1.jpg")]
    [InlineData(Voc, "Annotations/1.xml JPEGImages/1.jpg SegmentationClass/1.png")]
    [InlineData(Voc, "VOC2012/Annotations/1.xml VOC2012/JPEGImages/1.jpg VOC2012/JPEGImages/2.jpg")]
    [InlineData(Voc, "images/1.png annotations/1.xml")]
    [InlineData(Voc, "train/1.jpg train/1.xml valid/1.jpg valid/1.xml")]
    [InlineData(Voc, "1.jpg 1.xml 2.jpg")]
    [InlineData(Coco, "annotations/instances_train2017.json train2017/1.jpg val2017/2.jpg")]
    [InlineData(Coco, "images/1.jpg images/2.jpg annotations.json")]
    [InlineData(Coco, "train/1.jpg train/_annotations.coco.json test/1.jpg test/_annotations.coco.json")]
    [InlineData(Coco, "images/1.jpg images/_annotations.coco.json")]
    [InlineData(Yolo, "images/1.jpg labels/1.txt data.yaml")]
    [InlineData(Yolo, "images/train/1.jpg labels/train/1.txt")]
    [InlineData(Yolo, "train/images/1.jpg train/labels/1.txt valid/images/1.jpg valid/labels/1.txt data.yaml")]
    [InlineData(Yolo, "obj_train_data/1.jpg obj_train_data/1.txt")]
    [InlineData(Masks, "images/1.png masks/1.png")]
    [InlineData(Masks, "img/1.png label/1.png")]
    [InlineData(Masks, "train_images/1.png train_masks/1.png")]
    [InlineData(Masks, "images/training/1.jpg annotations/training/1.png")]
    [InlineData(Masks, "train/1.png trainannot/1.png test/1.png testannot/1.png")]
    [InlineData(Masks, "leftImg8bit/train/a/1.png gtFine/train/a/1.png")]
    [InlineData(
        Masks,
        "bottle/train/good/1.png bottle/test/bad/1.png bottle/ground_truth/bad/1.png cable/train/good/1.png"
    )]
    [InlineData(Masks, "benign/1.png benign/1_mask.png benign/1_mask_1.png normal/2.png")]
    [InlineData("LabelMe", "1.jpg 1.json 2.jpg")]
    [InlineData("LabelMe", "batch-1/1.jpg batch-1/1.json batch-2/2.jpg")]
    [InlineData(Table, "images/1.jpg labels.csv")]
    [InlineData(Table, "1.jpg 2.jpg labels.csv")]
    [InlineData(Table, "train/1.jpg test/2.jpg train.csv")]
    [InlineData(Table, "train/1.jpg train/metadata.jsonl test/2.jpg")]
    [InlineData(Table, "1.jpg names.txt")]
    [InlineData(Table, "images/1.jpg annotations.tsv")]
    [InlineData("with annotations", "images/1.jpg annotations.xml")]
    [InlineData("with annotations", "images/1.jpg export.json")]
    [InlineData("WebDataset outside", "1.jpg 1.cls")]
    [InlineData(Coco, "images/1.jpg others/2.jpg instances_default.json")]
    [InlineData(Coco, "cats/1.jpg cats/coco.json dogs/2.jpg")]
    [InlineData(Masks, "StillsRaw/1.png StillsRaw/2.png Approved/1_L.png Approved/2_L.png")]
    [InlineData(Masks, "training/images/1.tif training/mask/1.gif training/1st_manual/1.gif")]
    [InlineData(Masks, "images/1.png masks/1.png overlays/1.png")]
    [InlineData(Table, "images/1.jpg more/2.jpg metadata.jsonl")]
    [InlineData(Table, "train/cats/1.jpg train/dogs/2.jpg train/metadata.jsonl")]
    [InlineData("cutwork augment", "images/1.png labels.jsonl summary.json classes.txt")]
    public void Each_is_refused_by_name(string kind, string files)
    {
        foreach (string file in files.Split(' '))
            Put(file);
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(folder.Path)).Message;
        Assert.Contains("it looks like", message, StringComparison.Ordinal);
        Assert.Contains(kind, message, StringComparison.Ordinal);
        Assert.Contains("which is not read yet.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Parquet", "data/train-00000-of-00001.parquet")]
    [InlineData("TFRecord", "train.tfrecord-00000-of-00010")]
    [InlineData("LMDB", "data.mdb lock.mdb")]
    [InlineData("TFRecord", "train-00000-of-01024 validation-00000-of-00128")]
    [InlineData("NumPy", "images.npz")]
    [InlineData("HDF5", "set/all.h5")]
    [InlineData("CIFAR's Python files", "data_batch_1 batches.meta")]
    [InlineData("archives", "photos.zip")]
    [InlineData("pictures in .heic", "cats/a.heic dogs/b.heic")]
    public void What_holds_no_pictures_says_what_there_is(string kind, string files)
    {
        foreach (string file in files.Split(' '))
            Put(file);
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(folder.Path)).Message;
        Assert.Contains(kind, message, StringComparison.Ordinal);
        Assert.Contains("A data set is", message, StringComparison.Ordinal);
        string one = Path.Combine(folder.Path, files.Split(' ')[0].Split('/')[^1]);
        if (File.Exists(one))
            Assert.Contains(
                kind,
                Assert.Throws<DataSetException>(() => DataSets.Open(one)).Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("mask/1.png no_mask/2.png", 2)]
    [InlineData("gas~mask/1.png picture~frame/2.png", 2)]
    [InlineData("cats/1.png dogs/2.png labels.csv", 2)]
    [InlineData("cats/1.png cats/captions.txt dogs/2.png birds.csv", 2)]
    [InlineData("train/cats/1.png train/dogs/1.png valid/cats/1.png valid/dogs/1.png birds.csv", 2)]
    [InlineData("images/1.png", 1)]
    [InlineData("1.png notes.md", 1)]
    [InlineData("cats/1.png cats/2_mask.png dogs/3.png", 2)]
    public void Class_folders_with_other_files_beside_are_read(string files, int classes)
    {
        foreach (string file in files.Split(' '))
            Put(file.Replace('~', ' '));
        using IDataSet set = DataSets.Open(folder.Path);
        Assert.Equal(classes, set.Classes.Count);
    }

    [Theory]
    [InlineData("file_name,label\ncats/1.png,cats\ndogs/1.png,dogs\n", true)]
    [InlineData("file_name,label\ncats/1.png,0\ndogs/1.png,1\n", true)]
    [InlineData("file,width\ncats/1.png,8\ndogs/1.png,9\n", true)]
    [InlineData("file_name,label\nbirds/1.png,0\n", true)]
    [InlineData("file_name,label\ncats/1.png,husky\ndogs/1.png,husky\n", false)]
    [InlineData("file_name,label\ncats/1.png,0\ndogs/1.png,0\n", false)]
    [InlineData("file_name;text\ncats/1.png;a thing\ndogs/1.png;another\n", false)]
    public void A_table_beside_class_folders_is_refused_where_it_says_other_things(string table, bool isRead)
    {
        Put("cats/1.png");
        Put("dogs/1.png");
        folder.Write("metadata.csv", Samples.Text(table));
        if (isRead)
        {
            using IDataSet set = DataSets.Open(folder.Path);
            Assert.Equal(["cats", "dogs"], set.Classes);
            Assert.Equal(["other files, .csv: 1 (metadata.csv)"], set.Account.LeftOut.Select(one => one.ToString()));
        }
        else
            Assert.Contains(
                Table,
                Assert.Throws<DataSetException>(() => DataSets.Open(folder.Path)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Photos_in_folders_called_images_labels_and_masks_beside_another_are_classes()
    {
        string[] classes = ["images", "labels", "masks", "posters"];
        for (int label = 0; label < classes.Length; label++)
            folder.Write(
                $"{classes[label]}/1.png",
                PictureCodec.Encode(Samples.Noise(32, 32 + label, 3), PictureFormat.Png)
            );
        using IDataSet set = DataSets.Open(folder.Path);
        Assert.Equal(classes, set.Classes);
    }

    [Theory]
    [InlineData("trainA/1.png trainB/1.png testA/1.png testB/1.png")]
    [InlineData("fold1/cats/1.png fold1/dogs/1.png fold2/cats/1.png fold2/dogs/1.png")]
    [InlineData("photos_part_1/1.png photos_part_2/2.png")]
    [InlineData("train/batch-1/1.png train/batch-2/2.png test/batch-1/1.png")]
    public void Pieces_of_a_set_are_no_classes(string files)
    {
        foreach (string file in files.Split(' '))
            Put(file);
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(folder.Path)).Message;
        Assert.Contains("are called as pieces of one set are, not as classes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_that_come_again_in_every_class_are_said()
    {
        foreach (string style in (string[])["art", "photo"])
        foreach (string thing in (string[])["bike", "mug", "pen"])
            Put($"{style}/{thing}/1.png");
        using IDataSet set = DataSets.Open(folder.Path);
        Assert.Equal(["art", "photo"], set.Classes);
        Assert.Equal(
            "names of folders that come again inside every class and could be the classes themselves: 3 (bike, mug, pen)",
            Assert.Single(set.Account.LeftOut).ToString()
        );
    }

    [Fact]
    public void A_folder_of_packs_says_to_open_one()
    {
        Put("photos.pack");
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(folder.Path)).Message;
        Assert.Contains(Path.Combine(folder.Path, "photos.pack"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_hidden_entries_alone_is_not_called_empty()
    {
        Put(".cats/1.png");
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(folder.Path)).Message;
        Assert.Contains("only hidden entries", message, StringComparison.Ordinal);
        Assert.Contains(".cats", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_voc_set_is_refused_and_its_pictures_can_be_opened()
    {
        string bccd = SharedData.File("bccd");
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(bccd)).Message;
        string pictures = Path.Combine(bccd, "JPEGImages");
        Assert.Contains(Voc, message, StringComparison.Ordinal);
        Assert.Contains($"open {pictures}", message, StringComparison.Ordinal);
        using IDataSet set = DataSets.Open(pictures);
        Assert.Equal((364, 1), (set.Count, set.Classes.Count));
    }

    public void Dispose() => folder.Dispose();
}
