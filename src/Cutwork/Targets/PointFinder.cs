namespace Cutwork;

/// <summary>Finds what is seen of points, band by band.</summary>
internal sealed class PointFinder
{
    [ThreadStatic]
    private static PointFinder? instance;

    private (double Weight, double Shown)[] found = []; // of each point of the places that may be seen, place by place

    /// <summary>This thread's; it holds nothing between two calls.</summary>
    public static PointFinder Rent() => instance ??= new PointFinder();

    public int Find(in Seen image, PlaceLists<AnnotatedPoint> points, Span<SeenPoint> seen, PointRule rule)
    {
        int count = 0;
        foreach (int place in image.Places)
            count += points[place].Length;
        if (found.Length < count)
            found = new (double, double)[2 * count];
        Array.Clear(found, 0, count);
        while (image.Next())
        {
            int number = 0;
            foreach (int place in image.Places)
            foreach (ref readonly AnnotatedPoint point in points[place])
            {
                if (point.Y >= image.Top && point.Y < image.Bottom && point.X >= 0 && point.X < image.Size.Width)
                    found[number] = At(image, place, (int)point.X);
                number++;
            }
        }
        return Write(image, points, count, seen, rule);
    }

    /// <summary>A place's weight in a column of the band.</summary>
    private static (double Weight, double Shown) At(in Seen image, int place, int x)
    {
        foreach (ref readonly SeenRun run in image.Runs)
        {
            if (run.Right <= x)
                continue;
            foreach (ref readonly SeenPart part in image.PartsOf(run))
                if (part.Place == place)
                    return (part.Weight, part.Shown);
            break;
        }
        return default;
    }

    private int Write(in Seen image, PlaceLists<AnnotatedPoint> points, int count, Span<SeenPoint> seen, PointRule rule)
    {
        int written = 0;
        int number = 0;
        for (int slot = 0; slot < image.Places.Length; slot++)
            foreach (ref readonly AnnotatedPoint point in points[image.Places[slot]])
            {
                (double weight, double shown) = found[number++];
                bool isLabeled = point.Visibility != PointVisibility.Unlabeled;
                if (slot > 0 && (weight == 0 || !isLabeled))
                    continue; // of a partner, and not mixed in
                if (isLabeled && (!IsInside(point, image.Size) || shown == 0 && rule == PointRule.Remove))
                    continue;
                if (written == seen.Length)
                    throw new ArgumentException(
                        $"Image {image.Places[0]} shows more points than there is room for, {seen.Length}; give room for all of its own and of those "
                            + $"that are mixed into it, here {count}.",
                        nameof(seen)
                    );
                PointVisibility visibility = isLabeled && shown == 0 ? PointVisibility.Occluded : point.Visibility;
                seen[written++] = new(point.Y, point.X, point.Id, visibility, image.Places[slot], shown);
            }
        return written;
    }

    private static bool IsInside(in AnnotatedPoint point, Size size) =>
        point.Y >= 0 && point.X >= 0 && point.Y < size.Height && point.X < size.Width;
}
