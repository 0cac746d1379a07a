namespace Cutwork;

/// <summary>What a plan's stages must keep so that its labels are exactly its pixels' shares.</summary>
/// <remarks>
/// A whole-image blend leaves every pixel of an image with the same mixture of labels, so anything may follow it and shares multiply. Where several
/// stages mix regions, a later one covers some of each kind of pixels, and brings its partner's own regions along: shares are then counted.
/// </remarks>
internal static class Exactness
{
    public const string DrawnLambdaRefusal =
        "The label follows the drawn λ (LabelRule.DrawnLambda) of a region, but another policy mixes regions too, and covers part of it: no λ would be right. "
        + "Let the label follow the pixels (LabelRule.Pixels), or put the two policies into a Choice.";

    /// <summary>Refuses more mixing stages than anything needs, which bounds how deep partners of partners go.</summary>
    public static void CheckStages(int mixing)
    {
        if (mixing > Plan.MostMixingStages)
            throw new ArgumentException(
                $"{mixing} stages mix images; at most {Plan.MostMixingStages} may. Draw and paint the batch several times instead."
            );
    }

    /// <summary>Refuses partner strokes that overlap on one image within a stage: their areas would count twice.</summary>
    public static void CheckDisjoint(Stage stage)
    {
        List<Region>? regions = null;
        for (int position = 0; position < stage.Count; position++)
        {
            ReadOnlySpan<Stroke> strokes = stage.Of(position);
            if (strokes.Length < 2)
                continue;
            regions ??= [];
            regions.Clear();
            foreach (ref readonly Stroke stroke in strokes)
                if (stroke.Source == Source.Partner && !stroke.Region.IsEmpty)
                    regions.Add(stroke.Region);
            if (regions.Count > 1 && AnyOverlap(regions))
                throw new ArgumentException(
                    $"Two partners are laid over the same pixels of image {position}; their label shares would count twice."
                );
        }
    }

    /// <summary>True where two of the regions, none of them empty, share a pixel.</summary>
    /// <remarks>
    /// A line sweeps down over the regions. Those that it crosses are kept from left to right, and as long as no two overlap
    /// a new one has to fit between its neighbors: n log n steps where comparing all pairs took n².
    /// </remarks>
    internal static bool AnyOverlap(List<Region> regions)
    {
        var begin = new List<Region>(regions);
        var end = new List<Region>(regions);
        begin.Sort((one, other) => one.Top.CompareTo(other.Top));
        end.Sort((one, other) => one.Bottom.CompareTo(other.Bottom));
        var crossed = new List<Region>();
        int ended = 0;
        foreach (Region region in begin)
        {
            while (end[ended].Bottom <= region.Top)
                crossed.RemoveAt(PlaceOf(end[ended++], crossed));
            int place = PlaceOf(region, crossed);
            if (place > 0 && crossed[place - 1].Right > region.Left)
                return true;
            if (place < crossed.Count && crossed[place].Left < region.Right)
                return true;
            crossed.Insert(place, region);
        }
        return false;
    }

    /// <summary>The first place whose region does not begin to the left of this one.</summary>
    private static int PlaceOf(Region region, List<Region> crossed)
    {
        int low = 0;
        int high = crossed.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (crossed[middle].Left < region.Left)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
