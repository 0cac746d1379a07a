using System.Buffers;
using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Chooses between the decoders: what none of the fast ones takes, or decodes without a complaint, SkiaSharp decides.</summary>
/// <param name="fast">For the usual JPEG files, in the order in which they are asked.</param>
internal sealed class PictureDecoder(params IJpegDecoder[] fast)
{
    /// <summary>With what this system has.</summary>
    public static PictureDecoder Default { get; } =
        new(
            TurboLibrary.Find(TurboLibrary.UsualPlaces) is { } turbo
                ? [new SequentialJpegDecoder(), turbo]
                : [new SequentialJpegDecoder()]
        );

    /// <inheritdoc cref="PictureDecoders.ForJpeg"/>
    public string NameForJpeg(DecodeOptions? options)
    {
        options ??= new DecodeOptions();
        return string.Join(
            ", ",
            fast.Where(decoder => IsAsked(decoder, options))
                .Select(decoder => decoder.Name)
                .Append(PictureDecoders.SkiaSharpName)
        );
    }

    /// <inheritdoc cref="PictureCodec.ReadHeader"/>
    public static PictureHeader ReadHeader(ReadOnlyMemory<byte> data, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (PictureDamage.FormatOf(data.Span) == "JPEG" && JpegHeader.Read(data.Span) is { } header)
            return new PictureHeader("JPEG", header.Size, header.Orientation, header.Components == 1);
        using SKCodec codec = SkiaDecoder.Open(data.Span, name);
        return SkiaDecoder.Describe(codec, data.Span);
    }

    /// <summary>Reads a header, and refuses what would not be decoded for its size.</summary>
    /// <exception cref="PictureException">Not an image, its header is damaged, or it has more pixels than the limit.</exception>
    public static PictureHeader ReadHeader(ReadOnlyMemory<byte> data, string name, DecodeOptions options)
    {
        PictureHeader header = ReadHeader(data, name);
        Size stored = new Turn(header.Orientation, header.Size).Upright; // turning twice is turning back
        SkiaDecoder.CheckLimit(stored.Height, stored.Width, name, Limit(options));
        return header;
    }

    /// <inheritdoc cref="PictureCodec.Decode"/>
    public Picture Decode(ReadOnlyMemory<byte> data, string name, DecodeOptions? options)
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= new DecodeOptions();
        int reduction = options.Reduction;
        if (UsualHeader(data.Span, options) is { } jpeg)
        {
            Size size = JpegHeader.Reduce(jpeg.Size, reduction);
            byte[] pixels = GC.AllocateUninitializedArray<byte>(checked((int)size.Area * 3));
            if (TryDecode(data.Span, name, jpeg, options, Region.Whole(size), pixels, 3))
                return new Picture(size, 3, pixels);
        }

        using SKCodec codec = SkiaDecoder.Open(data.Span, name);
        SkiaDecoder.CheckLimit(codec, name, Limit(options));
        SkiaDecoder.CheckScans(data.Span, name, Math.Min(options.MaximumScans, SkiaDecoder.MostScans));
        PictureHeader header = SkiaDecoder.Describe(codec, data.Span);
        Size upright = header.Reduced(reduction);
        byte[] copied = GC.AllocateUninitializedArray<byte>(checked((int)upright.Area * 3));
        DecodeBySkia(codec, data.Span, name, header, reduction, Region.Whole(upright), copied, 3);
        return new Picture(upright, 3, copied);
    }

    /// <inheritdoc cref="PictureCodec.DecodeTo"/>
    public Size DecodeTo(
        ReadOnlyMemory<byte> data,
        string name,
        Span<byte> pixels,
        int channels,
        Region? region,
        DecodeOptions? options
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Decode to 1 channel (gray) or 3 (RGB).");
        options ??= new DecodeOptions();
        if (UsualHeader(data.Span, options) is { } jpeg)
        {
            Size whole = JpegHeader.Reduce(jpeg.Size, options.Reduction);
            Region part = Check(name, whole, region, jpeg.Components == 1, pixels.Length, channels);
            if (TryDecode(data.Span, name, jpeg, options, part, pixels, channels))
                return new Size(part.Height, part.Width);
        }

        using SKCodec codec = SkiaDecoder.Open(data.Span, name);
        SkiaDecoder.CheckLimit(codec, name, Limit(options));
        SkiaDecoder.CheckScans(data.Span, name, Math.Min(options.MaximumScans, SkiaDecoder.MostScans));
        PictureHeader header = SkiaDecoder.Describe(codec, data.Span);
        Size upright = header.Reduced(options.Reduction);
        Region copied = Check(name, upright, region, header.IsGray, pixels.Length, channels);
        DecodeBySkia(codec, data.Span, name, header, options.Reduction, copied, pixels, channels);
        return new Size(copied.Height, copied.Width);
    }

    private static void DecodeBySkia(
        SKCodec codec,
        ReadOnlySpan<byte> data,
        string name,
        PictureHeader header,
        int reduction,
        Region region,
        Span<byte> pixels,
        int channels
    )
    {
        Size stored = new(codec.Info.Height, codec.Info.Width);
        if (header.Format == "JPEG")
            stored = JpegHeader.Reduce(stored, reduction);
        using SKBitmap bitmap = SkiaDecoder.Decode(codec, data, name, stored);
        PixelMemory.Copy(bitmap, new Turn(header.Orientation, stored), region, pixels, channels);
    }

    // The fast ones decode what is stored; it is turned upright here, once for all of them.
    private bool TryDecode(
        ReadOnlySpan<byte> data,
        string name,
        JpegHeader header,
        DecodeOptions options,
        Region region,
        Span<byte> pixels,
        int channels
    )
    {
        int eighths = JpegHeader.EighthsOf(header.Stored, options.Reduction);
        if (eighths is not (8 or 4 or 2 or 1))
            return false;
        Turn turn = new(header.Orientation, JpegHeader.Reduce(header.Stored, options.Reduction));
        var part = new JpegPart(header.Stored, 8 / eighths, turn.ToStored(region), channels);
        if (turn.IsNone)
            return TryDecode(data, name, part, options, pixels[..part.Length]);
        byte[] stored = ArrayPool<byte>.Shared.Rent(part.Length);
        try
        {
            if (!TryDecode(data, name, part, options, stored))
                return false;
            turn.Copy(stored, part.Region, channels, region, pixels, channels);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private bool TryDecode(
        ReadOnlySpan<byte> data,
        string name,
        JpegPart part,
        DecodeOptions options,
        Span<byte> pixels
    )
    {
        foreach (IJpegDecoder decoder in fast)
        {
            if (!IsAsked(decoder, options))
                continue;
            if (decoder.TakesManyScans)
                SkiaDecoder.CheckScans(data, name, options.MaximumScans);
            if (decoder.TryDecode(data, part, pixels))
                return true;
        }
        return false;
    }

    private static bool IsAsked(IJpegDecoder decoder, DecodeOptions options) =>
        options.Jpeg switch
        {
            JpegDecoding.Fastest => true,
            JpegDecoding.LibjpegTurbo => decoder is TurboDecoder,
            _ => false,
        };

    // A header that claims too much goes to SkiaSharp as well, which refuses it from the header alone.
    private static JpegHeader? UsualHeader(ReadOnlySpan<byte> data, DecodeOptions options) =>
        options.Jpeg != JpegDecoding.SkiaSharp
        && PictureDamage.FormatOf(data) == "JPEG"
        && JpegHeader.Read(data) is { IsUsual: true } header
        && header.Stored.Area <= Limit(options)
            ? header
            : null;

    private static long Limit(DecodeOptions options) => Math.Min(options.MaximumPixels, PixelMemory.MostPixels);

    private static Region Check(string name, Size size, Region? region, bool isGray, int bytes, int channels)
    {
        if (channels == 1 && !isGray)
            throw new ArgumentException(
                $"{SafeName.Show(name)} is in color: decode it to 3 channels, or ask PictureHeader.IsGray first.",
                nameof(channels)
            );
        Region part = region ?? Region.Whole(size);
        if (part.IsEmpty || !part.FitsIn(size))
            throw new ArgumentOutOfRangeException(
                nameof(region),
                $"{SafeName.Show(name)} is decoded to {size} pixels, of which the region takes {part}: choose one that lies inside and "
                    + "has pixels (PictureHeader.Reduced tells the size)."
            );
        long needed = part.Area * channels;
        if (bytes < needed)
            throw new ArgumentException(
                $"{SafeName.Show(name)}: {part.Height}×{part.Width} pixels of {channels} channels take {needed} bytes, but the memory "
                    + $"holds {bytes}; PictureHeader.Reduced tells the size.",
                "pixels"
            );
        return part;
    }
}
