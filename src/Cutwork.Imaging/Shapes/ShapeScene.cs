namespace Cutwork.Imaging;

/// <summary>One object on a background: everything is drawn first, in units of the shorter side, then painted pixel by pixel.</summary>
internal readonly struct ShapeScene
{
    private readonly int label;
    private readonly Size size;
    private readonly double pixel; // a pixel's side, in units of the shorter side
    private readonly Texture ground;
    private readonly Texture skin;
    private readonly Vector center;
    private readonly Vector upright; // the object's first axis
    private readonly double radius;

    public ShapeScene(Key key, int label, Size size)
    {
        Rng rng = key.Open();
        this.label = label;
        this.size = size;
        pixel = 1.0 / Math.Min(size.Height, size.Width);

        // Lightness tells object and ground apart for everybody, hue for most.
        bool lightGround = rng.Chance(0.55);
        double groundLightness = lightGround ? rng.Uniform((0.74, 0.92)) : rng.Uniform((0.28, 0.44));
        double skinLightness = lightGround ? rng.Uniform((0.40, 0.60)) : rng.Uniform((0.66, 0.84));
        Vector groundHue = Vector.Direction(ref rng);
        Vector skinHue;
        do skinHue = Vector.Direction(ref rng);
        while (Vector.Dot(groundHue, skinHue) > 0.2);
        double groundChroma = rng.Uniform((0.03, 0.10)) * (lightGround ? 1 : 0.65); // dark and vivid looks dirty
        double skinChroma = rng.Uniform((0.12, 0.20));

        radius = rng.Uniform((0.25, 0.40));
        do upright = Vector.Direction(ref rng);
        while (upright.X < 0.5); // within 60° of upright
        Vector room = new(size.Width * pixel, size.Height * pixel);
        center = new Vector(Place(ref rng, room.X, radius), Place(ref rng, room.Y, radius));

        double groundStep = lightGround ? -rng.Uniform((0.05, 0.11)) : rng.Uniform((0.05, 0.11));
        double skinStep = lightGround ? rng.Uniform((0.12, 0.22)) : -rng.Uniform((0.12, 0.22));
        ground = new Texture(
            ref rng,
            Tint.Of(groundLightness, groundChroma, groundHue),
            Tint.Of(groundLightness + groundStep, groundChroma * 1.3, groundHue),
            (4, 8),
            pixel
        );
        skin = new Texture(
            ref rng,
            Tint.Of(skinLightness, skinChroma, skinHue),
            Tint.Of(skinLightness + skinStep, skinChroma * 0.8, skinHue),
            (1.2, 2.4),
            pixel / radius
        );
    }

    /// <summary>The picture, its mask (label + 1 where the object covers at least half of a pixel) and the mask's box.</summary>
    public (Picture Picture, byte[] Mask, Region Box) Paint()
    {
        byte[] pixels = new byte[size.Area * 3];
        byte[] mask = new byte[size.Area];
        (int top, int left, int bottom, int right) = (size.Height, size.Width, 0, 0);
        int nearest = 0;
        double least = double.MaxValue;
        int at = 0;
        for (int y = 0; y < size.Height; y++)
        for (int x = 0; x < size.Width; x++, at++)
        {
            Vector point = new((x + 0.5) * pixel, (y + 0.5) * pixel);
            Tint color = ground.At(point);
            double distance = Over(point, ref color);
            Put(pixels, at, color);
            if (distance < least)
                (least, nearest) = (distance, at);
            if (distance > 0)
                continue;
            mask[at] = (byte)(label + 1);
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y + 1);
            left = Math.Min(left, x);
            right = Math.Max(right, x + 1);
        }
        if (least > 0)
        {
            // Too coarse a picture for the object: the pixel nearest to it stands for it.
            (int y, int x) = Math.DivRem(nearest, size.Width);
            Put(pixels, nearest, skin.At(default));
            mask[nearest] = (byte)(label + 1);
            (top, left, bottom, right) = (y, x, y + 1, x + 1);
        }
        return (new Picture(size, 3, pixels), mask, new Region(top, left, bottom - top, right - left));
    }

    // Lays shadow and object over the ground; returns the distance from the object's edge, in units of its radius.
    private double Over(Vector point, ref Tint color)
    {
        Vector away = (point - center) * (1 / radius);
        if (away.Square > (Outline.Reach + 0.4) * (Outline.Reach + 0.4))
            return away.Length - 1;
        double shadow = Outline.Distance(label, Own(away - new Vector(0.07, 0.11)));
        color = color.Times(1 - 0.38 * Soft(0.5 - shadow / 0.3));

        Vector own = Own(away);
        double distance = Outline.Distance(label, own);
        double cover = Math.Clamp(0.5 - distance * radius / pixel, 0, 1);
        if (cover == 0)
            return distance;
        // Light from the upper left, and an edge that turns away from it.
        double light = 1.02 - 0.09 * (away.X + away.Y) - 0.22 * Soft(1 + distance / 0.09);
        color = Tint.Mix(color, skin.At(own).Times(light), cover);
        return distance;
    }

    // Into the object's frame, y upwards.
    private Vector Own(Vector away)
    {
        Vector turned = away.In(upright);
        return turned with { Y = -turned.Y };
    }

    // The object may reach a little over the border; where there is no room it is in the middle.
    private static double Place(ref Rng rng, double room, double radius)
    {
        double margin = Math.Min(room / 2, radius * 0.95);
        return margin + (room - 2 * margin) * rng.NextDouble();
    }

    private static double Soft(double t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static void Put(byte[] pixels, int at, Tint color)
    {
        pixels[at * 3] = Tint.Round(color.Red);
        pixels[at * 3 + 1] = Tint.Round(color.Green);
        pixels[at * 3 + 2] = Tint.Round(color.Blue);
    }
}
