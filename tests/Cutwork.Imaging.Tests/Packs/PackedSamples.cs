namespace Cutwork.Imaging.Tests.Packs;

/// <summary>Packs made in a test's folder, and what has to be in them.</summary>
internal static class PackedSamples
{
    /// <summary>All of a set as a pack.</summary>
    public static string Of(TemporaryFolder temporary, IDataSet set, string name = "set.pack")
    {
        string path = Path.Combine(temporary.Path, name);
        using var writer = new PackWriter(path, set.Name, set.Classes);
        for (int index = 0; index < set.Count; index++)
            writer.Add(set.Read(index));
        writer.Complete();
        return path;
    }

    /// <summary>A pack of three small samples, one with boxes and a mask, one gray.</summary>
    public static string Small(TemporaryFolder temporary)
    {
        string path = Path.Combine(temporary.Path, "small.pack");
        using var writer = new PackWriter(path, "small", ["cats", "dogs"]);
        foreach (DataSample sample in Three())
            writer.Add(sample);
        writer.Complete();
        return path;
    }

    /// <summary>All of a set's files as a pack.</summary>
    public static string FilesOf(TemporaryFolder temporary, IEncodedDataSet set, string name = "files.pack")
    {
        string path = Path.Combine(temporary.Path, name);
        using var writer = new PackWriter(path, set.Name, set.Classes);
        for (int index = 0; index < set.Count; index++)
        {
            using EncodedSample file = set.ReadEncoded(index);
            writer.Add(set.NameOf(index), file);
        }
        writer.Complete();
        return path;
    }

    /// <summary>A pack of the three small samples as files: a PNG with boxes and a mask, a gray PNG, a JPEG.</summary>
    public static string SmallFiles(TemporaryFolder temporary)
    {
        string path = Path.Combine(temporary.Path, "small-files.pack");
        using var writer = new PackWriter(path, "small", ["cats", "dogs"]);
        foreach (DataSample sample in Three())
        {
            using EncodedSample file = Encoded(sample);
            writer.Add(sample.Name, file);
        }
        writer.Complete();
        return path;
    }

    /// <summary>A sample as a file; the last of the three is a JPEG.</summary>
    public static EncodedSample Encoded(DataSample sample) =>
        new(
            sample.Name,
            PictureCodec.Encode(sample.Picture, sample.Index == 2 ? PictureFormat.Jpeg : PictureFormat.Png),
            sample.Label
        )
        {
            Boxes = sample.Boxes,
            Mask = sample.Mask,
        };

    public static DataSample[] Three() =>
        [
            new DataSample(0, "first", Samples.Ramp(2, 3), 1)
            {
                Boxes = [new LabeledBox(new Region(0, 1, 2, 2), 1), new LabeledBox(new Region(1, 0, 1, 1), 0)],
                Mask = [0, 2, 2, 1, 0, 0],
            },
            new DataSample(1, "zweites Bild ä", Samples.Ramp(5, 1, channels: 1), 0),
            new DataSample(2, "", Samples.Ramp(1, 4), 1),
        ];

    public static void Same(DataSample expected, DataSample found)
    {
        Assert.Equal(
            (expected.Index, expected.Name, expected.Label, expected.Picture.Size, expected.Picture.Channels),
            (found.Index, found.Name, found.Label, found.Picture.Size, found.Picture.Channels)
        );
        Assert.Equal(expected.Picture.Pixels, found.Picture.Pixels);
        Assert.Equal(expected.Boxes, found.Boxes);
        Assert.Equal(expected.Mask, found.Mask);
    }
}
