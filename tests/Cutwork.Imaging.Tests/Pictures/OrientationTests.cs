using System.IO.Compression;
using Cutwork.Imaging.Tests.Packs;

namespace Cutwork.Imaging.Tests;

/// <summary>The orientation is read as Pillow reads it, wherever a file states it, and every way of decoding applies it.</summary>
public sealed class OrientationTests
{
    private static readonly byte[][] Upright =
    [
        [0, 1, 2, 3, 4, 5],
        [2, 1, 0, 5, 4, 3],
        [5, 4, 3, 2, 1, 0],
        [3, 4, 5, 0, 1, 2],
        [0, 3, 1, 4, 2, 5],
        [3, 0, 4, 1, 5, 2],
        [5, 2, 4, 1, 3, 0],
        [2, 5, 1, 4, 0, 3],
    ];

    public static TheoryData<string> Places =>
        ["jpeg", "png before", "png behind", "png profile", "png packed profile", "webp", "webp as in jpeg"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Both_byte_orders_and_all_orientations_are_turned(string place)
    {
        foreach (bool little in (bool[])[true, false])
            for (int orientation = 1; orientation <= 8; orientation++)
                IsTurned(File(place, ExifFiles.Tiff(little, 3, orientation)), orientation);
    }

    // As Pillow 9.4 does it: bytes without a sign, text and bytes of an unknown kind are no numbers to it.
    [Theory]
    [MemberData(nameof(Places))]
    public void Every_type_of_numbers_is_read(string place)
    {
        foreach (bool little in (bool[])[true, false])
        foreach (int type in Enumerable.Range(1, 17))
        {
            bool taken = type is not (1 or 2 or 7 or 14 or 15 or 17);
            for (int values = 1; values <= 3; values++)
                IsTurned(File(place, ExifFiles.Tiff(little, type, 6, values)), taken ? 6 : 1);
            IsTurned(File(place, ExifFiles.Tiff(little, type, 9)), 1);
            IsTurned(File(place, ExifFiles.Tiff(little, type, 0)), 1);
        }
    }

    [Fact]
    public void Xmp_counts_where_exif_states_none()
    {
        byte[] xmp = Samples.Text("<x:xmpmeta><rdf:Description tiff:Orientation=\"6\"/></x:xmpmeta>");
        byte[] element = Samples.Text("<x><tiff:Orientation>6</tiff:Orientation></x>");
        byte[] mark = Samples.Text("http://ns.adobe.com/xap/1.0/\0");
        byte[] exif = [.. "Exif\0\0"u8, .. ExifFiles.Tiff(true, 3, 3)];
        foreach (byte[] text in (byte[][])[xmp, element])
        {
            IsTurned(ExifFiles.Jpeg([.. mark, .. text]), 6);
            IsTurned(ExifFiles.Jpeg([.. mark, .. text], exif), 3);
            IsTurned(ExifFiles.Jpeg(exif, [.. mark, .. text]), 3);
            IsTurned(ExifFiles.Png("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. text], behind: false), 6);
            byte[] packed = [.. "XML:com.adobe.xmp\0\u0001\0en\0\0"u8, .. Pack(text)];
            IsTurned(ExifFiles.Png("iTXt", packed, behind: true), 6);
            IsTurned(ExifFiles.WebP("XMP ", text, flags: 4), 6);
        }
        IsTurned(ExifFiles.WebP("XMP ", xmp, flags: 0), 1);
        IsTurned(ExifFiles.Jpeg([.. mark, .. Samples.Text("tiff:Orientation=\"9\" tiff:Orientation>6<")]), 1);
    }

    [Fact]
    public void An_irregular_jpeg_is_turned_too()
    {
        byte[] file = ExifFiles.Jpeg([.. "Exif\0\0"u8, .. ExifFiles.Tiff(false, 4, 6)]);
        int frame = JpegFiles.Find(file, 0xC0);
        byte[] stray = [.. file[..frame], 0x12, 0x34, .. file[frame..]]; // libjpeg passes over what lies between segments
        Assert.Null(JpegHeader.Read(stray));
        IsTurned(stray, 6);
    }

    [Fact]
    public void Data_that_are_cut_or_lead_astray_state_nothing()
    {
        byte[] tiff = ExifFiles.Tiff(true, 12, 6);
        for (int length = 0; length < tiff.Length; length++)
            foreach (string place in Places.Select(row => row.Data))
                IsTurned(File(place, tiff[..length]), 1);
        tiff = ExifFiles.Tiff(true, 3, 6);
        tiff.AsSpan(4, 4).Fill(0xFF); // the directory's place
        IsTurned(File("png before", tiff), 1);
        IsTurned(ExifFiles.Png("zTXt", [.. "Raw profile type exif\0\0"u8, 1, 2, 3], behind: false), 1);
        IsTurned(ExifFiles.Png("tEXt", [.. "Raw profile type exif\0\nexif\n4\nxx"u8], behind: false), 1);
        IsTurned(ExifFiles.WebP("EXIF", ExifFiles.Tiff(true, 3, 6), flags: 0), 1); // as libwebp
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_pack_of_files_turns_them(string place)
    {
        using var temporary = new TemporaryFolder();
        byte[] file = File(place, ExifFiles.Tiff(false, 4, 8));
        temporary.Write($"photos/class/a.{place.Split(' ')[0]}", file);
        using var folder = (IEncodedDataSet)DataSets.Open(Path.Combine(temporary.Path, "photos"));
        using IDataSet packed = DataSets.Open(PackedSamples.FilesOf(temporary, folder));
        Picture picture = packed.Read(0).Picture;
        Assert.Equal(new Size(48, 32), picture.Size);
        Assert.Equal(PictureCodec.Decode(file, "a").Pixels, picture.Pixels);
    }

    private static byte[] File(string place, byte[] tiff)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        byte[] digits = Samples.Text($"\nexif\n{exif.Length, 8}\n{Lines(Convert.ToHexString(exif))}\n");
        return place switch
        {
            "jpeg" => ExifFiles.Jpeg(exif),
            "png before" => ExifFiles.Png("eXIf", tiff, behind: false),
            "png behind" => ExifFiles.Png("eXIf", tiff, behind: true),
            "png profile" => ExifFiles.Png("tEXt", [.. "Raw profile type exif\0"u8, .. digits], behind: true),
            "png packed profile" => ExifFiles.Png(
                "zTXt",
                [.. "Raw profile type exif\0\0"u8, .. Pack(digits)],
                behind: false
            ),
            "webp" => ExifFiles.WebP("EXIF", tiff, flags: 8),
            _ => ExifFiles.WebP("EXIF", exif, flags: 8),
        };
    }

    private static string Lines(string digits) => string.Join('\n', digits.Chunk(20).Select(line => new string(line)));

    private static byte[] Pack(byte[] data)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(data);
        return packed.ToArray();
    }

    // Header, whole and in part, by all decoders.
    private static void IsTurned(byte[] file, int orientation)
    {
        PictureHeader header = PictureCodec.ReadHeader(file, "a");
        Assert.Equal(orientation, header.Orientation);
        Size size = orientation >= 5 ? new Size(48, 32) : new Size(32, 48);
        Assert.Equal(size, header.Size);
        foreach (JpegDecoding jpeg in Enum.GetValues<JpegDecoding>())
        foreach (int reduction in (int[])[1, 4])
        {
            DecodeOptions options = new() { Jpeg = jpeg, Reduction = reduction };
            Picture whole = PictureCodec.Decode(file, "a", options);
            Size expected = header.Reduced(reduction);
            Assert.Equal(expected, whole.Size);
            int block = expected.Height * 16 / size.Height;
            int across = expected.Width / block;
            byte[] seen =
            [
                .. Enumerable
                    .Range(0, 6)
                    .Select(i => whole.View[0, i / across * block + block / 2, i % across * block + block / 2])
                    .Select(value => (byte)((value + 20) / 40)),
            ];
            Assert.Equal(Upright[orientation - 1], seen);
            var region = new Region(1, 2, expected.Height - 3, expected.Width - 4);
            byte[] part = new byte[region.Area * 3];
            PictureCodec.DecodeTo(file, "a", part, 3, region, options);
            Assert.Equal(Decoding.Cut(whole, region), part);
        }
    }
}
