namespace Cutwork.Imaging.Tests;

/// <summary>Which decoder takes a file, headers, and memory of the caller.</summary>
public sealed class PictureDecoderTests
{
    private static string Generation => TurboLibrary.Find(TurboLibrary.UsualPlaces)?.Generation ?? "2";

    [Fact]
    public void The_decoder_in_use_is_named_and_can_be_forced()
    {
        DecodeOptions forced = new() { Jpeg = JpegDecoding.SkiaSharp };
        Assert.Matches(@"^SkiaSharp \d+\.\d+\.\d+$", PictureDecoders.ForJpeg(forced));
        Assert.StartsWith("Cutwork (sequential files), ", PictureDecoders.ForJpeg(), StringComparison.Ordinal);
        TurboDecoder turbo = TurboLibraries.Open(Generation);
        Assert.Matches(
            @"^Cutwork \(sequential files\), libjpeg-turbo \d+\.\d+\.\d+ \(.*turbojpeg.*\), SkiaSharp \d+\.\d+\.\d+$",
            PictureDecoders.ForJpeg()
        );
        Assert.Matches(
            @"^libjpeg-turbo \d+\.\d+\.\d+ \(.*turbojpeg.*\), SkiaSharp \d+\.\d+\.\d+$",
            PictureDecoders.ForJpeg(new DecodeOptions { Jpeg = JpegDecoding.LibjpegTurbo })
        );
        PictureDecoder decoder = new(turbo);
        byte[] file = JpegFiles.Waves(16, 16, 90);
        Picture skia = decoder.Decode(file, "waves.jpg", forced);
        Assert.Equal(skia.Pixels, decoder.Decode(file, "waves.jpg", null).Pixels);
    }

    [Fact]
    public void Without_a_library_SkiaSharp_decodes()
    {
        Assert.Null(TurboLibrary.Find(["libturbojpeg-that-is-not-there.so", "/no/such/folder/libturbojpeg.so.0"]));
        Assert.Null(TurboLibrary.Find([]));
        PictureDecoder decoder = new();
        Assert.StartsWith("SkiaSharp ", decoder.NameForJpeg(null), StringComparison.Ordinal);
        byte[] file = JpegFiles.Waves(30, 20, 90);
        Assert.Equal(PictureCodec.Decode(file, "waves.jpg").Pixels, decoder.Decode(file, "waves.jpg", null).Pixels);
        byte[] pixels = new byte[15 * 10 * 3];
        Size size = decoder.DecodeTo(file, "waves.jpg", pixels, 3, null, new DecodeOptions { Reduction = 2 });
        Assert.Equal(new Size(15, 10), size);
    }

    [Fact]
    public void A_library_that_is_something_else_is_passed_over()
    {
        string skia = Directory
            .EnumerateFiles(AppContext.BaseDirectory, "*SkiaSharp*", SearchOption.AllDirectories)
            .First(path => !path.EndsWith(".dll", StringComparison.Ordinal) || OperatingSystem.IsWindows());
        Assert.Null(TurboLibrary.Find([skia]));
    }

    [Fact]
    public void What_TurboJPEG_does_not_take_is_not_given_to_it()
    {
        byte[] file = JpegFiles.Waves(32, 32, 60);
        int frame = JpegFiles.Find(file, 0xC0);
        Assert.True(JpegHeader.Read(file)!.Value.IsUsual);
        // In a frame header: the marker, length (2), precision, height (2), width (2), components, id, sampling factors.
        Assert.False(JpegHeader.Read(With(frame + 11, 0x12))!.Value.IsUsual); // 4:4:0
        Assert.False(JpegHeader.Read(With(frame + 11, 0x41))!.Value.IsUsual); // 4:1:1
        Assert.False(JpegHeader.Read(With(frame + 4, 12))!.Value.IsUsual); // 12 bits
        Assert.False(JpegHeader.Read(With(frame + 1, 0xC9))!.Value.IsUsual); // arithmetic codes
        Assert.Null(JpegHeader.Read(With(frame + 1, 0xC3))); // lossless

        byte[] With(int at, byte value)
        {
            byte[] changed = [.. file];
            changed[at] = value;
            return changed;
        }
    }

    [Fact]
    public void Cmyk_falls_back()
    {
        byte[] file = File.ReadAllBytes(SharedData.File("bad", "cmyk.jpg"));
        JpegHeader header = JpegHeader.Read(file)!.Value;
        Assert.Equal(4, header.Components);
        Assert.False(header.IsUsual);
        Assert.Equal(new PictureDecoder().Decode(file, "c", null).Pixels, PictureCodec.Decode(file, "c").Pixels);
    }

    [Fact]
    public void A_header_is_read_without_pixels()
    {
        byte[] file = JpegFiles.WithExif(JpegFiles.Waves(40, 60, 60), JpegFiles.Orientation(6));
        int scan = JpegFiles.Find(file, 0xDA);
        PictureHeader header = PictureCodec.ReadHeader(file.AsMemory(0, scan + 20), "half.jpg");
        Assert.Equal(("JPEG", new Size(60, 40), 6, false), Facts(header));
        Assert.Equal(
            ("JPEG", new Size(9, 8), 1, true),
            Facts(PictureCodec.ReadHeader(JpegFiles.Waves(9, 8, 90, channels: 1), "gray.jpg"))
        );
        byte[] png = PictureCodec.Encode(Samples.Ramp(5, 7, channels: 1), PictureFormat.Png);
        Assert.Equal(("PNG", new Size(5, 7), 1, true), Facts(PictureCodec.ReadHeader(png, "gray.png")));
        byte[] webp = PictureCodec.Encode(Samples.Ramp(5, 7), PictureFormat.WebP);
        Assert.Equal(("WebP", new Size(5, 7), 1, false), Facts(PictureCodec.ReadHeader(webp, "color.webp")));
        Assert.Equal(
            "cut.jpg: it begins as a JPEG file, but its header is damaged, cut short or of a kind not supported.",
            Assert.Throws<PictureException>(() => PictureCodec.ReadHeader(file.AsMemory(0, 30), "cut.jpg")).Message
        );
        Assert.Equal(
            new Size(60_000, 60_000),
            PictureCodec.ReadHeader(Samples.Png(60_000, 60_000, 8, 2, new byte[60_000]), "bomb.png").Size
        );

        static (string, Size, int, bool) Facts(PictureHeader header) =>
            (header.Format, header.Size, header.Orientation, header.IsGray);
    }

    [Fact]
    public void A_reduction_keeps_what_is_needed_and_is_for_jpeg()
    {
        PictureHeader jpeg = PictureCodec.ReadHeader(JpegFiles.Waves(448, 900, 50), "a.jpg");
        Assert.Equal(2, jpeg.LargestReduction(new Size(224, 224)));
        Assert.Equal(1, jpeg.LargestReduction(new Size(225, 224)));
        Assert.Equal(8, jpeg.LargestReduction(new Size(56, 100)));
        Assert.Equal(1, jpeg.LargestReduction(new Size(1000, 1000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => jpeg.Reduced(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecodeOptions { Reduction = 3 });
        byte[] png = PictureCodec.Encode(Samples.Ramp(64, 64), PictureFormat.Png);
        Assert.Equal(1, PictureCodec.ReadHeader(png, "a.png").LargestReduction(new Size(1, 1)));
        Assert.Equal(new Size(64, 64), PictureCodec.Decode(png, "a.png", new DecodeOptions { Reduction = 8 }).Size);
    }

    [Fact]
    public void Gray_is_decoded_to_one_channel_or_copied_into_three()
    {
        byte[] file = JpegFiles.Waves(20, 30, 90, channels: 1);
        byte[] rgb = PictureCodec.Decode(file, "gray.jpg").Pixels;
        foreach (DecodeOptions options in (DecodeOptions[])[new(), new() { Jpeg = JpegDecoding.SkiaSharp }])
        {
            byte[] gray = new byte[20 * 30];
            Assert.Equal(new Size(20, 30), PictureCodec.DecodeTo(file, "gray.jpg", gray, 1, null, options));
            Assert.Equal(new Picture(new Size(20, 30), 1, gray).ToRgb().Pixels, rgb);
            string message = Assert
                .Throws<ArgumentException>(() =>
                    PictureCodec.DecodeTo(JpegFiles.Waves(20, 30, 90), "color.jpg", gray, 1, null, options)
                )
                .Message;
            Assert.Contains("color.jpg is in color", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Memory_and_region_are_checked_and_the_rest_is_left_alone()
    {
        byte[] file = JpegFiles.Waves(20, 30, 90);
        foreach (DecodeOptions options in (DecodeOptions[])[new(), new() { Jpeg = JpegDecoding.SkiaSharp }])
        {
            byte[] pixels = new byte[20 * 30 * 3 + 5];
            PictureCodec.DecodeTo(file, "a.jpg", pixels, options: options);
            Assert.Equal(new byte[5], pixels[^5..]);
            Assert.Equal(PictureCodec.Decode(file, "a.jpg").Pixels, pixels[..^5]);
            string small = Assert
                .Throws<ArgumentException>(() => PictureCodec.DecodeTo(file, "a.jpg", new byte[1799], options: options))
                .Message;
            Assert.Contains("a.jpg: 20×30 pixels of 3 channels take 1800 bytes", small, StringComparison.Ordinal);
            foreach (Region region in (Region[])[new(0, 0, 21, 1), new(-1, 0, 2, 2), new(3, 3, 0, 4)])
                Assert.Throws<ArgumentOutOfRangeException>(() =>
                    PictureCodec.DecodeTo(file, "a.jpg", pixels, 3, region, options)
                );
            Assert.Throws<ArgumentOutOfRangeException>(() => PictureCodec.DecodeTo(file, "a.jpg", pixels, 4));
        }
    }

    [Fact]
    public void A_jpeg_header_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        byte[] file = JpegFiles.Waves(16, 16, 90);
        int frame = JpegFiles.Find(file, 0xC0);
        ((byte[])[0xFF, 0xDC, 0xFF, 0xDC]).CopyTo(file, frame + 5); // 65500 × 65500
        PictureCodec.ReadHeader(file, "bomb.jpg");
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<PictureException>(() => PictureCodec.Decode(file, "bomb.jpg")).Message;
        Assert.Throws<PictureException>(() => PictureCodec.DecodeTo(file, "bomb.jpg", new byte[3]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Contains("65500 x 65500", message, StringComparison.Ordinal);
        Assert.Equal(
            message,
            Assert
                .Throws<PictureException>(() =>
                    PictureCodec.Decode(file, "bomb.jpg", new DecodeOptions { Jpeg = JpegDecoding.SkiaSharp })
                )
                .Message
        );
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public async Task Eight_threads_get_the_same_bytes(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        PictureDecoder decoder = new(turbo);
        byte[][] files = [.. Enumerable.Range(0, 6).Select(seed => JpegFiles.Waves(90, 70 + seed, 80, 3, seed))];
        byte[][] expected = [.. files.Select(file => new PictureDecoder().Decode(file, "a", null).Pixels)];
        byte[] cut = files[0][..^50];
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(thread =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            for (int turn = 0; turn < 60; turn++)
                            {
                                int which = (turn * 5 + thread) % files.Length;
                                Assert.Equal(expected[which], decoder.Decode(files[which], "a", null).Pixels);
                                if (turn % 7 == thread % 7)
                                    Assert.Throws<PictureException>(() => decoder.Decode(cut, "cut", null));
                            }
                        },
                        TaskCreationOptions.LongRunning
                    )
                )
        );
    }
}
