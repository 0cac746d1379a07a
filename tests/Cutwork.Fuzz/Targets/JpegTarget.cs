using Cutwork.Imaging;
using Cutwork.Tests.Kernels;

namespace Cutwork.Fuzz;

/// <summary>Cutwork's own decoder, with input and output between pages that nobody may touch, against SkiaSharp.</summary>
internal sealed class JpegTarget : Target
{
    private const int MostPixels = 1 << 16;

    private readonly SequentialJpegDecoder own = new();
    private readonly PictureDecoder skia = new();
    private readonly GuardedMemory input = new(1 << 15);
    private readonly GuardedMemory output = new(3 * MostPixels);

    public override string Name => "jpeg";

    public override string Promise =>
        "the own decoder takes what SkiaSharp takes, to the same pixels, whole, in part and reduced, and touches no byte around input and output; all decoders together refuse the same files";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(PictureException)];

    public override int PerMinute => 100_000;

    public override IReadOnlyList<IMutator> Mutators { get; } =
    [new JpegMutator(), new JpegMutator(), new ByteMutator()];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return JpegFiles.Waves(16, 24, 95);
        yield return JpegFiles.Waves(17, 33, 60);
        yield return JpegFiles.Waves(12, 10, 80, channels: 1);
        yield return JpegFiles.Waves(5, 3, 90);
        yield return JpegFiles.HalfWidth(9, 20);
        yield return JpegFiles.WithRestarts();
        yield return JpegFiles.WithExif(JpegFiles.Waves(10, 18, 80), JpegFiles.Orientation(6));
        yield return JpegFiles.Flat(8, 64, [1], [1]);
        yield return ProgressiveFiles.Gray(24, 16, 12);
    }

    public override void Run(byte[] input)
    {
        int chance = input.Aggregate(17, (sum, value) => sum * 31 + value) & int.MaxValue;
        int reduction = 1 << (chance % 7 < 4 ? 0 : chance % 7 - 3);
        DecodeOptions options = new() { Reduction = reduction, MaximumPixels = MostPixels };
        Span<byte> file = chance % 2 == 0 ? this.input.First<byte>(input.Length) : this.input.Last<byte>(input.Length);
        input.CopyTo(file);
        if (PictureDamage.FormatOf(file) != "JPEG" || !IsAsSkia(input, file, options, chance))
            Meets(input, options);
    }

    public override void Dispose()
    {
        input.Dispose();
        output.Dispose();
    }

    private bool IsAsSkia(byte[] input, Span<byte> file, DecodeOptions options, int chance)
    {
        if (JpegHeader.Read(file) is not { IsUsual: true } header || header.Stored.Area > MostPixels)
            return false;
        int eighths = JpegHeader.EighthsOf(header.Stored, options.Reduction);
        if (eighths is not (8 or 4 or 2 or 1))
            return false;
        int reduction = 8 / eighths;
        Turn turn = new(header.Orientation, JpegHeader.Reduce(header.Stored, reduction));
        var whole = new JpegPart(header.Stored, reduction, Region.Whole(turn.Stored), 3);
        Span<byte> stored = chance % 4 < 2 ? output.Last<byte>(whole.Length) : output.First<byte>(whole.Length);
        if (!own.TryDecode(file, whole, stored))
            return false;
        Picture expected;
        try
        {
            expected = skia.Decode(input, "a.jpg", options);
        }
        catch (PictureException)
        {
            throw new LawException("it takes what SkiaSharp refuses");
        }
        byte[] pixels = new byte[whole.Length];
        turn.Copy(stored, whole.Region, 3, Region.Whole(turn.Upright), pixels, 3);
        LawException.Check(expected.Pixels.AsSpan().SequenceEqual(pixels), "its pixels are not SkiaSharp's");

        int top = chance / 8 % turn.Stored.Height;
        int left = chance / 128 % turn.Stored.Width;
        var region = new Region(
            top,
            left,
            1 + chance / 3 % (turn.Stored.Height - top),
            1 + chance / 5 % (turn.Stored.Width - left)
        );
        JpegPart part = whole with { Region = region };
        byte[] cut = new byte[part.Length];
        new Turn(1, turn.Stored).Copy(stored, whole.Region, 3, region, cut, 3);
        Span<byte> partial = chance % 4 < 2 ? output.Last<byte>(part.Length) : output.First<byte>(part.Length);
        LawException.Check(own.TryDecode(file, part, partial), "it takes a picture and not its part");
        LawException.Check(partial.SequenceEqual(cut), "a part's pixels are not the picture's");
        return true;
    }

    // What it leaves meets the same end by all decoders together as by SkiaSharp alone.
    private void Meets(byte[] input, DecodeOptions options)
    {
        Picture? expected = null;
        PictureException? refusal = null;
        try
        {
            expected = skia.Decode(input, "a.jpg", options);
        }
        catch (PictureException error)
        {
            refusal = error;
        }
        try
        {
            Picture found = PictureDecoder.Default.Decode(input, "a.jpg", options);
            LawException.Check(expected is not null, "the decoders together take what SkiaSharp refuses");
            LawException.Check(expected!.Size == found.Size, "the decoders together give another size than SkiaSharp");
        }
        catch (PictureException)
        {
            LawException.Check(expected is null, "the decoders together refuse what SkiaSharp takes");
        }
        if (refusal is not null)
            throw refusal;
    }
}
