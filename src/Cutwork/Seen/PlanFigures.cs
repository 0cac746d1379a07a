namespace Cutwork;

/// <summary>
/// What plans did, in figures that add up over many batches: a value that grows with <see cref="Add(Plan)"/>, so that a data set's
/// summary is the sum of its batches'.
/// </summary>
public readonly record struct PlanFigures
{
    private double OwnShares { get; init; }
    private double PastedShares { get; init; }
    private double BlendedShares { get; init; }
    private double ErasedShares { get; init; }

    /// <summary>Images counted.</summary>
    public long Images { get; private init; }

    /// <summary>Images whose label another image shares in.</summary>
    public long MixedImages { get; private init; }

    /// <summary>Images that were erased in.</summary>
    public long ErasedImages { get; private init; }

    /// <summary>Images that stay as they are.</summary>
    public long UntouchedImages { get; private init; }

    /// <summary>Mean weight of the own label, λ, over all images.</summary>
    public double MeanLambda => Mean(OwnShares);

    /// <summary>Mean share of an image's pixels that were pasted from a partner, over all images.</summary>
    public double MeanPasted => Mean(PastedShares);

    /// <summary>Mean opacity of whole-image blends, over all images.</summary>
    public double MeanBlended => Mean(BlendedShares);

    /// <summary>Mean share of an image's pixels that were erased, overlaps counted once, over all images.</summary>
    public double MeanErased => Mean(ErasedShares);

    /// <summary>Share of images whose label is their own alone.</summary>
    public double UnmixedShare => Images == 0 ? 0 : 1 - (double)MixedImages / Images;

    /// <summary>Share of images that stay as they are.</summary>
    public double UntouchedShare => Images == 0 ? 0 : (double)UntouchedImages / Images;

    /// <summary>The figures with another batch.</summary>
    public PlanFigures Add(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanFigures sum = this;
        for (int position = 0; position < plan.Count; position++)
            sum = sum.Add(plan, position);
        return sum;
    }

    /// <summary>The figures with one image of a batch.</summary>
    /// <param name="plan">The batch's plan.</param>
    /// <param name="position">The image's place in the batch.</param>
    public PlanFigures Add(Plan plan, int position)
    {
        double own = 1;
        double pasted = 0;
        double blended = 0;
        bool touched = false;
        var erased = new List<Region>();
        foreach (Stage stage in plan.Stages)
        {
            own *= stage.OwnShare(position, plan.Size);
            foreach (ref readonly Stroke stroke in stage.Of(position))
            {
                touched |= !stroke.Region.IsEmpty;
                if (stroke.Source != Source.Partner)
                    erased.Add(stroke.Region);
                else if (stroke.OwnWeight == 0)
                    pasted += (double)stroke.Region.Area / plan.Size.Area;
                else
                    blended += stroke.Opacity * stroke.Region.Area / plan.Size.Area;
            }
        }
        if (plan.CountsLabels)
        {
            using Seen seen = plan.See(position);
            own = seen.CountWeights()[0];
        }
        return this with
        {
            Images = Images + 1,
            OwnShares = OwnShares + own,
            PastedShares = PastedShares + pasted,
            BlendedShares = BlendedShares + blended,
            ErasedShares = ErasedShares + (double)UnionArea(erased) / plan.Size.Area,
            MixedImages = MixedImages + (own < 1 ? 1 : 0),
            ErasedImages = ErasedImages + (erased.Count > 0 ? 1 : 0),
            UntouchedImages = UntouchedImages + (touched ? 0 : 1),
        };
    }

    private double Mean(double sum) => Images == 0 ? 0 : sum / Images;

    /// <summary>Pixels covered by at least one of the regions: strips between the rows where any region begins or ends.</summary>
    internal static long UnionArea(List<Region> regions)
    {
        if (regions.Count <= 1)
            return regions.Count == 0 ? 0 : regions[0].Area;
        int[] rows = [.. regions.SelectMany(region => (int[])[region.Top, region.Bottom]).Distinct().Order()];
        List<Region> byLeft = [.. regions.OrderBy(region => region.Left)];
        long area = 0;
        for (int strip = 0; strip + 1 < rows.Length; strip++)
        {
            int covered = 0;
            int reached = int.MinValue;
            foreach (Region region in byLeft)
            {
                if (region.Top > rows[strip] || region.Bottom < rows[strip + 1])
                    continue;
                covered += Math.Max(0, region.Right - Math.Max(region.Left, reached));
                reached = Math.Max(reached, region.Right);
            }
            area += (long)covered * (rows[strip + 1] - rows[strip]);
        }
        return area;
    }
}
