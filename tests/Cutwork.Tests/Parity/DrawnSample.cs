namespace Cutwork.Tests.Parity;

/// <summary>Many draws of one policy, as the statistics of the golden distributions want them.</summary>
public sealed class DrawnSample
{
    private readonly Size size;
    private readonly List<Region> boxes = [];
    private readonly List<double> erased = [];
    private readonly List<double> drawnLambda = [];
    private readonly List<double> ownShare = [];
    private readonly List<double> aspects = [];
    private long attempts;
    private long accepted;
    private long wanted;
    private long failed;

    private DrawnSample(Size size) => this.size = size;

    public static DrawnSample Of(Policy policy, Size size, int count, int batch)
    {
        var sample = new DrawnSample(size);
        for (int first = 0; first < count; first += batch)
            sample.Add(policy, Scene.Range(size, first, batch));
        if (policy is RandomErasing erasing)
            sample.Attempt(erasing, count);
        return sample;
    }

    private void Add(Policy policy, Scene scene)
    {
        var key = new Key(20171);
        Stage stage = new Recipe(policy).Draw(key, scene).Stages[0];
        // The same draws under the other label rule keep the λ that the box came from.
        Stage? drawn = policy is CutMix { SideRange: null } cutMix
            ? new Recipe(cutMix with { LabelRule = LabelRule.DrawnLambda, Partner = PartnerRule.Roll })
                .Draw(key, scene)
                .Stages[0]
            : null;
        for (int position = 0; position < scene.Count; position++)
        {
            ReadOnlySpan<Stroke> strokes = stage.Of(position);
            List<Region> regions = [.. strokes.ToArray().Select(stroke => stroke.Region)];
            if (policy is Cutout)
                boxes.Add(regions[0]); // the first hole: later ones have the same law
            else
                boxes.AddRange(regions);
            erased.Add((double)PlanFigures.UnionArea(regions) / size.Area);
            if (policy is RandomErasing { Count.Most: 1 })
                (failed, wanted) = (failed + (regions.Count == 0 ? 1 : 0), wanted + 1);
            if (policy is CutMix && regions.Count > 0)
                ownShare.Add(stage.OwnShare(position, size));
            if (drawn is not null && regions.Count > 0)
                drawnLambda.Add(drawn.Of(position)[0].DrawnLambda!.Value);
        }
    }

    /// <summary>The attempts behind the boxes, with the policy's own arithmetic: a plan keeps only what was accepted.</summary>
    private void Attempt(RandomErasing erasing, int count)
    {
        Rng rng = new Key(20172).Open();
        for (int image = 0; image < count; image++)
        {
            int boxesHere = rng.Count(erasing.Count);
            for (int box = 0; box < boxesHere; box++)
            {
                bool fits = AttemptBox(ref rng, erasing, boxesHere);
                // A plan does not say how many of several boxes were given up.
                if (erasing.Count.Most > 1)
                    (failed, wanted) = (failed + (fits ? 0 : 1), wanted + 1);
            }
        }
    }

    private bool AttemptBox(ref Rng rng, RandomErasing erasing, int boxesHere)
    {
        for (int attempt = 0; attempt < erasing.Attempts; attempt++)
        {
            double area = rng.Uniform(erasing.Area) * size.Area / boxesHere;
            double aspect =
                erasing.AspectLaw == AspectLaw.Uniform ? rng.Uniform(erasing.Aspect) : rng.LogUniform(erasing.Aspect);
            (int height, int width) = ErasingBox.Sides(area, aspect);
            attempts++;
            if (!ErasingBox.Accepts(height, width, size))
                continue;
            accepted++;
            if (height > 0 && width > 0)
                aspects.Add(aspect);
            return true;
        }
        return false;
    }

    public double[] Values(string name) =>
        name switch
        {
            "area_fraction" => Each(box => (double)box.Area / size.Area),
            "box_height" => Each(box => box.Height),
            "box_width" => Each(box => box.Width),
            "top" => Each(box => box.Top),
            "left" => Each(box => box.Left),
            "box_aspect" => Each(box => (double)box.Height / box.Width),
            "erased_fraction" => [.. erased],
            "aspect_of_accepted_draw" => [.. aspects],
            "lam_drawn" => [.. drawnLambda],
            "lam_corrected" => [.. ownShare],
            "lam_corrected_minus_drawn" => [.. ownShare.Zip(drawnLambda, (own, drawn) => own - drawn)],
            _ => throw new ArgumentException($"no statistic {name}"),
        };

    public (long Count, long Of) Frequency(string name) =>
        name switch
        {
            "touches_first_row" => Count(box => !box.IsEmpty && box.Top == 0),
            "touches_last_row" => Count(box => !box.IsEmpty && box.Bottom == size.Height),
            "touches_first_column" => Count(box => !box.IsEmpty && box.Left == 0),
            "touches_last_column" => Count(box => !box.IsEmpty && box.Right == size.Width),
            "empty" => Count(box => box.IsEmpty),
            "whole_image" => Count(box => box == Region.Whole(size)),
            "attempt_accepted" => (accepted, attempts),
            "box_failed" => (failed, wanted),
            "lam_drawn_0" => (drawnLambda.Count(lambda => lambda == 0), drawnLambda.Count),
            "lam_drawn_1" => (drawnLambda.Count(lambda => lambda == 1), drawnLambda.Count),
            "lam_corrected_1" => (ownShare.Count(share => share == 1), ownShare.Count),
            _ => throw new ArgumentException($"no frequency {name}"),
        };

    private double[] Each(Func<Region, double> value) => [.. boxes.Select(value)];

    private (long, long) Count(Func<Region, bool> condition) => (boxes.Count(condition), boxes.Count);
}
