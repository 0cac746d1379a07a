namespace Cutwork.Imaging;

/// <summary>Byte images at another size: <c>resampler.Resample(image.View, new Region(20, 40, 200, 180), target, Filter.Bilinear)</c>.</summary>
/// <remarks>
/// <para>
/// The bytes are those of Pillow 9.4 (<see cref="Filter.Bilinear"/>, <see cref="Filter.Bicubic"/>, <see cref="Filter.Nearest"/>) and of
/// OpenCV 4.6 (<see cref="Filter.BilinearPlain"/>), on every processor and width of vectors. Channels are independent of each other:
/// an alpha channel is one like the others, where Pillow multiplies RGBA by alpha first.
/// </para>
/// <para>
/// As in Pillow, pixels around a part take part at its edges. To resample a part as if there were nothing around it, as after a crop,
/// pass <see cref="ReadOnlyImageView{T}.Slice(Region)"/> of it. <see cref="Filter.BilinearPlain"/>, which has no parts in OpenCV, never
/// looks around.
/// </para>
/// <para>
/// A resampler keeps the weights that it computed last, and its memory, so that another image allocates nothing once one as large has
/// been resampled. It is not safe for use by two threads at once: give each its own.
/// </para>
/// </remarks>
public sealed partial class Resampler
{
    /// <summary>The vectors' width, 0 for none.</summary>
    internal int Bits { get; init; } = HorizontalPass.Bits;

    /// <summary>The whole source at the target's size.</summary>
    /// <param name="source">1 to 4 channels of bytes in any layout.</param>
    /// <param name="target">As many channels, in any layout; its size is the result's.</param>
    /// <param name="filter">How pixels are weighed.</param>
    /// <param name="mirror">Whether the result's left and right are exchanged.</param>
    /// <exception cref="ArgumentException">Channels differ or are more than 4, or the two share memory.</exception>
    public void Resample(
        ReadOnlyImageView<byte> source,
        ImageView<byte> target,
        Filter filter = Filter.Bilinear,
        Mirror mirror = Mirror.None
    )
    {
        Check(source, target);
        Resample(source, Region.Whole(source.Size), target, filter, mirror);
    }

    /// <summary>A part of the source at the target's size.</summary>
    /// <param name="source">1 to 4 channels of bytes in any layout.</param>
    /// <param name="part">Which part, in pixels: a <see cref="Region"/>, or a box whose edges may lie within pixels.</param>
    /// <param name="target">As many channels, in any layout; its size is the result's.</param>
    /// <param name="filter">How pixels are weighed.</param>
    /// <param name="mirror">Whether the result's left and right are exchanged.</param>
    /// <exception cref="ArgumentException">
    /// Channels differ or are more than 4, the two share memory, or the part lies within pixels where the filter is
    /// <see cref="Filter.BilinearPlain"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or reaches over the source's border.</exception>
    public unsafe void Resample(
        ReadOnlyImageView<byte> source,
        Box part,
        ImageView<byte> target,
        Filter filter = Filter.Bilinear,
        Mirror mirror = Mirror.None
    )
    {
        Check(source, target);
        CheckDefined(filter, nameof(filter));
        CheckDefined(mirror, nameof(mirror));
        bool mirrored = mirror == Mirror.Horizontal;
        if (!(part.Bottom > part.Top) || !part.FitsIn(source.Size))
            throw new ArgumentOutOfRangeException(
                nameof(part),
                $"The part ({part}) must have pixels, and lie within the source's {source.Size}: cut it with Region.Clip first."
            );
        if (filter == Filter.BilinearPlain && !part.IsWhole)
            throw new ArgumentException(
                $"The part ({part}) lies within pixels, which BilinearPlain does not know; pass a Region, or take Filter.Bilinear.",
                nameof(part)
            );

        fixed (byte* from = source.Data)
        fixed (byte* to = target.Data)
        {
            if (filter == Filter.Nearest)
                TakeNearest(from, source.Layout, part, to, target.Layout, mirrored);
            else if (filter == Filter.BilinearPlain)
                Plain(from, source.Layout, part, to, target.Layout, mirrored);
            else
                Antialiased(from, source.Layout, part, to, target.Layout, filter, mirrored);
        }
        GC.KeepAlive(this); // and with it the memory behind its pointers
    }

    private static void Check(ReadOnlyImageView<byte> source, ImageView<byte> target)
    {
        if (source.Data.IsEmpty)
            throw new ArgumentException("The source has no pixels; view memory and a Layout of it.", nameof(source));
        if (target.Data.IsEmpty)
            throw new ArgumentException(
                "The target has no pixels; view memory and a Layout with the size that the result shall have.",
                nameof(target)
            );
        if (source.Channels > 4)
            throw new ArgumentException(
                $"The source has {source.Channels} channels, and 1 to 4 can be resampled at once; pass slices of both (View.Slice(first, count)).",
                nameof(source)
            );
        if (source.Channels != target.Channels)
            throw new ArgumentException(
                $"The source has {source.Channels} channels and the target {target.Channels}; they must have as many.",
                nameof(target)
            );
        if (source.Data.Overlaps(target.Data))
            throw new ArgumentException(
                "The target shares memory with the source, which would be overwritten before it was read; pass memory of its own.",
                nameof(target)
            );
    }

    private static void CheckDefined<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}."
            );
    }
}
