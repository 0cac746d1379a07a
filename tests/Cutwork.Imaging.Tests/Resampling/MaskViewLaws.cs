using CsCheck;

namespace Cutwork.Imaging.Tests.Resampling;

/// <summary>Masks as views show them: by the nearest pixel, where the picture and its boxes are shown.</summary>
public class MaskViewLaws
{
    private const byte Padding = 255;

    private static readonly Size Source = new(23, 31);

    private static readonly Gen<Cutwork.View> Views = Gen.Select(
        Gen.Int[-6, 20],
        Gen.Int[-6, 28],
        Gen.Int[1, 34],
        Gen.Int[1, 42],
        Gen.Enum<Mirror>(),
        (top, left, height, width, mirror) => new Cutwork.View(Source, new Region(top, left, height, width), mirror)
    );

    private static readonly Gen<Size> Sizes = Gen.Select(
        Gen.Int[1, 50],
        Gen.Int[1, 50],
        (height, width) => new Size(height, width)
    );

    private static byte[] Shown(byte[] mask, Cutwork.View view, Size size, byte padding = Padding)
    {
        byte[] shown = new byte[size.Area];
        new Resampler().Show(
            new ReadOnlyImageView<byte>(mask, Layout.Planar(view.SourceSize, 1)),
            view,
            new ImageView<byte>(shown, Layout.Planar(size, 1)),
            Filter.Nearest,
            padding
        );
        return shown;
    }

    /// <summary>The source's row or column under a pixel's center.</summary>
    private static int Under(int at, int from, int crop, int size, bool mirrored) =>
        from + (int)(((mirrored ? size - 1 - at : at) + 0.5) * crop / size + 1e-9);

    [Fact]
    public void Each_pixel_is_that_under_its_center_and_padding_lies_beyond() =>
        Gen.Select(Views, Sizes)
            .Sample(
                (view, size) =>
                {
                    byte[] mask = HashedPictures.Hashed(Source, 1);
                    byte[] shown = Shown(mask, view, size);
                    for (int y = 0; y < size.Height; y++)
                    for (int x = 0; x < size.Width; x++)
                    {
                        int row = Under(y, view.Crop.Top, view.Crop.Height, size.Height, false);
                        bool isMirrored = view.Mirror == Mirror.Horizontal;
                        int column = Under(x, view.Crop.Left, view.Crop.Width, size.Width, isMirrored);
                        byte expected = Region.Whole(Source).Contains(row, column)
                            ? mask[row * Source.Width + column]
                            : Padding;
                        // Where a center lies between two pixels, the sum of steps may fall on either side.
                        if (shown[y * size.Width + x] != expected && !IsBetween(view, size, y, x))
                            return false;
                    }
                    return true;
                }
            );

    private static bool IsBetween(Cutwork.View view, Size size, int y, int x)
    {
        double row = (y + 0.5) * view.Crop.Height / size.Height;
        double column = (x + 0.5) * view.Crop.Width / size.Width;
        return Math.Abs(row - Math.Round(row)) < 1e-9 || Math.Abs(column - Math.Round(column)) < 1e-9;
    }

    [Fact]
    public void In_its_own_size_a_view_is_a_window() =>
        Views.Sample(view =>
        {
            byte[] mask = HashedPictures.Hashed(Source, 1);
            byte[] shown = Shown(mask, view, view.Size);
            for (int y = 0; y < view.Size.Height; y++)
            for (int x = 0; x < view.Size.Width; x++)
            {
                int row = view.Crop.Top + y;
                int column = view.Mirror == Mirror.Horizontal ? view.Crop.Right - 1 - x : view.Crop.Left + x;
                bool isInside = Region.Whole(Source).Contains(row, column);
                if (shown[y * view.Size.Width + x] != (isInside ? mask[row * Source.Width + column] : Padding))
                    return false;
            }
            return true;
        });

    [Fact]
    public void A_box_that_is_painted_as_a_mask_is_shown_where_the_box_is() =>
        Gen.Select(Views, Sizes, Gen.Int[0, 22], Gen.Int[0, 30], Gen.Int[1, 23], Gen.Int[1, 31])
            .Sample(
                (view, size, top, left, height, width) =>
                {
                    Region box = new Region(top, left, height, width).Clip(Source);
                    byte[] mask = new byte[Source.Area];
                    for (int y = box.Top; y < box.Bottom; y++)
                        mask.AsSpan(y * Source.Width + box.Left, box.Width).Fill(1);
                    byte[] shown = Shown(mask, view, size, padding: 0);
                    Box? at = view.Show(box, size, out _);
                    for (int y = 0; y < size.Height; y++)
                    for (int x = 0; x < size.Width; x++)
                    {
                        double inside = at is not { } there
                            ? -1
                            : Math.Min(
                                Math.Min(y + 0.5 - there.Top, there.Bottom - y - 0.5),
                                Math.Min(x + 0.5 - there.Left, there.Right - x - 0.5)
                            );
                        if (Math.Abs(inside) > 1e-4 && shown[y * size.Width + x] == 1 != inside > 0)
                            return false;
                    }
                    return true;
                }
            );

    [Fact]
    public void Channels_are_padded_alike()
    {
        byte[] pixels = HashedPictures.Hashed(Source, 3);
        ImageView<byte> shown = HashedPictures.Empty(new Size(25, 33), 3);
        new Resampler().Show(
            new ReadOnlyImageView<byte>(pixels, Layout.Interleaved(Source, 3)),
            new Cutwork.View(Source, new Region(-1, -1, 25, 33)),
            shown,
            Filter.Bilinear,
            7
        );
        Assert.Equal(Enumerable.Repeat((byte)7, 99), shown.Data[..99].ToArray());
        Assert.Equal(pixels.AsSpan(0, 93).ToArray(), shown.Data.Slice(34 * 3, 93).ToArray());
    }
}
