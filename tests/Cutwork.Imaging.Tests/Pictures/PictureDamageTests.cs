using System.Buffers.Binary;
using CsCheck;

namespace Cutwork.Imaging.Tests;

public sealed class PictureDamageTests
{
    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.WebP)]
    public void A_cut_file_is_refused_wherever_pixels_are_missing(PictureFormat format)
    {
        byte[] file = PictureCodec.Encode(Samples.Ramp(64, 64), format);
        int[] lengths =
        [
            .. Enumerable.Range(0, 100).Select(percent => file.Length * percent / 100),
            file.Length - 2,
            file.Length - 1,
        ];
        foreach (int length in lengths)
        {
            byte[] cut = file[..length];
            PictureException error = Assert.Throws<PictureException>(() => PictureCodec.Decode(cut, "cut.file"));
            Assert.StartsWith("cut.file: ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cut_bitmap_is_refused()
    {
        byte[] file = new byte[54 + 4 * 16];
        "BM"u8.CopyTo(file);
        (file[2], file[10], file[14], file[18], file[22], file[26], file[28]) = (
            (byte)file.Length,
            54,
            40,
            5,
            4,
            1,
            24
        );
        Assert.Equal(new Size(4, 5), PictureCodec.Decode(file, "whole.bmp").Size);
        for (int length = 0; length < file.Length - 16; length++)
            Assert.Throws<PictureException>(() => PictureCodec.Decode(file[..length], "cut.bmp"));
    }

    [Fact]
    public void An_empty_file_is_called_empty()
    {
        PictureException error = Assert.Throws<PictureException>(() => PictureCodec.Decode(default, "nothing.png"));
        Assert.Equal("nothing.png: the file is empty.", error.Message);
    }

    [Fact]
    public void Text_is_not_an_image_whatever_its_name()
    {
        PictureException error = Assert.Throws<PictureException>(() =>
            PictureCodec.Decode(Samples.Text("Dear reader, hello"), "text.jpg")
        );
        Assert.Contains("not an image", error.Message, StringComparison.Ordinal);
        Assert.Contains("Dear reader,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_names_its_chunk()
    {
        byte[] file = Samples.Png(8, 8, 8, 2, new byte[8 * 24]);
        int data = file.AsSpan().IndexOf("IDAT"u8);
        int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(data - 4));
        file[data + 4 + length] ^= 1;
        PictureException error = Assert.Throws<PictureException>(() => PictureCodec.Decode(file, "crc.png"));
        Assert.Contains($"IDAT at byte {data - 4} has a wrong checksum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        byte[] file = Samples.Png(1, 1, 8, 2, [1, 2, 3]);
        byte[] bomb = Samples.Png(60_000, 60_000, 8, 2, new byte[60_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PictureException error = Assert.Throws<PictureException>(() => PictureCodec.Decode(bomb, "bomb.png"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Contains("60000 x 60000", error.Message, StringComparison.Ordinal);
        Assert.Contains("100000000", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], PictureCodec.Decode(file, "one.png", new DecodeOptions { MaximumPixels = 1 }).Pixels);
        byte[] two = Samples.Png(1, 2, 8, 2, new byte[6]);
        Assert.Throws<PictureException>(() =>
            PictureCodec.Decode(two, "two.png", new DecodeOptions { MaximumPixels = 1 })
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecodeOptions { MaximumPixels = 0 });
    }

    [Fact]
    public void Changed_bytes_give_a_picture_or_an_error_never_anything_else()
    {
        byte[][] files =
        [
            .. Enum.GetValues<PictureFormat>().Select(format => PictureCodec.Encode(Samples.Ramp(16, 16), format)),
        ];
        DecodeOptions small = new() { MaximumPixels = 1_000_000 };
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 8])
            .Sample(
                (which, changes) =>
                {
                    byte[] file = [.. files[which]];
                    foreach ((int at, byte value) in changes)
                        file[at % file.Length] = value;
                    try
                    {
                        Picture picture = PictureCodec.Decode(file, "changed", small);
                        return picture.Pixels.Length == picture.Size.Area * 3;
                    }
                    catch (PictureException error)
                    {
                        return error.Message.StartsWith("changed: ", StringComparison.Ordinal);
                    }
                },
                iter: 2000,
                threads: 1
            );
    }

    [Fact]
    public void Files_that_cannot_be_read_say_why()
    {
        using TemporaryFolder folder = new();
        string missing = Path.Combine(folder.Path, "missing.png");
        Assert.Contains(
            "no such file",
            Assert.Throws<PictureException>(() => PictureCodec.Read(missing)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "it is a folder",
            Assert.Throws<PictureException>(() => PictureCodec.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }
}
