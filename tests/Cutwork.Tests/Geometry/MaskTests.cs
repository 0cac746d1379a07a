using CsCheck;

namespace Cutwork.Tests.Geometry;

public class MaskTests
{
    private static readonly Gen<(Size Size, byte[] Pixels)> Pictures = Gen.Select(
        Gen.Int[1, 12],
        Gen.Int[1, 40],
        Gen.Int[0, 4],
        Gen.ULong,
        (height, width, density, seed) =>
        {
            Rng rng = new Key(seed).Open();
            byte[] pixels = new byte[height * width];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = rng.Below(4) < density ? (byte)(1 + rng.Below(255)) : (byte)0;
            if (height > 2)
                pixels.AsSpan(0, width).CopyTo(pixels.AsSpan(width)); // equal rows
            return (new Size(height, width), pixels);
        }
    );

    [Fact]
    public void A_mask_is_the_pixels_it_was_made_from() =>
        Pictures.Sample(given =>
        {
            Mask mask = Mask.Of(given.Size, given.Pixels);
            byte[] written = new byte[given.Pixels.Length];
            mask.CopyTo(written);
            for (int i = 0; i < written.Length; i++)
                if (
                    written[i] != Math.Min((byte)1, given.Pixels[i])
                    || mask.Contains(i / given.Size.Width, i % given.Size.Width) != written[i] > 0
                )
                    return false;
            return mask.Area == written.Count(pixel => pixel > 0) && mask.Equals(Mask.Of(given.Size, written));
        });

    [Fact]
    public void Bounds_enclose_its_pixels_closely() =>
        Pictures.Sample(given =>
        {
            Mask mask = Mask.Of(given.Size, given.Pixels);
            var pixels = Enumerable
                .Range(0, given.Pixels.Length)
                .Where(i => given.Pixels[i] > 0)
                .Select(i => (Y: i / given.Size.Width, X: i % given.Size.Width))
                .ToList();
            return pixels.Count == 0
                ? mask.Bounds.IsEmpty
                : mask.Bounds
                    == new Region(
                        pixels.Min(pixel => pixel.Y),
                        pixels.Min(pixel => pixel.X),
                        pixels.Max(pixel => pixel.Y) - pixels.Min(pixel => pixel.Y) + 1,
                        pixels.Max(pixel => pixel.X) - pixels.Min(pixel => pixel.X) + 1
                    );
        });

    [Fact]
    public void A_region_is_a_mask_and_what_reaches_over_the_border_is_cut()
    {
        byte[] pixels = new byte[20];
        new Span<byte>(pixels, 15, 2).Fill(1);

        Assert.Equal(Mask.Of(new Size(4, 5), pixels), Mask.Of(new Size(4, 5), new Region(3, -1, 9, 3)));
        Assert.Equal(0, Mask.Of(new Size(4, 5), new Region(9, 9, 2, 2)).Area);
        Assert.Equal(20, Mask.Of(new Size(4, 5), Region.Whole(new Size(4, 5))).Area);
    }

    [Fact]
    public void What_cannot_be_a_mask_is_refused_with_the_numbers()
    {
        Assert.Contains(
            "20 bytes",
            Assert.Throws<ArgumentException>(() => Mask.Of(new Size(4, 5), new byte[19])).Message
        );
        Assert.Contains(
            "65535",
            Assert.Throws<ArgumentException>(() => Mask.Of(new Size(1, 65_536), new byte[65_536])).Message
        );
        Assert.Contains(
            "20 bytes",
            Assert.Throws<ArgumentException>(() => Mask.Of(new Size(4, 5), default(Region)).CopyTo(new byte[3])).Message
        );
    }
}
