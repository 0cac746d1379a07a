namespace Cutwork.Tests.PlanTargets;

/// <summary>
/// Pictures in which each object is painted as its own plane of numbers, put through the pixels' engine: what is left of an object's ones is what is
/// seen of it.
/// </summary>
internal sealed class IdentityPicture
{
    private readonly Plan plan;
    private readonly int objects;
    private readonly Layout layout;
    private readonly float[] sources;

    public IdentityPicture(Plan plan, int objects)
    {
        this.plan = plan;
        this.objects = objects;
        layout = Layout.Planar(plan.Size, Math.Max(1, objects));
        sources = new float[layout.Elements * PlaceCount];
    }

    private int PlaceCount => plan.Count + plan.Partners.Length;

    /// <summary>Gives a pixel of a place to an object, or a part of it.</summary>
    public void Add(int place, int number, int y, int x, double share = 1) =>
        sources[place * layout.Elements + layout.Offset(number, y, x)] += (float)share;

    /// <summary>Gives a box: pixels that its edges cut count by the part that lies in it.</summary>
    public void Add(int place, int number, Box box)
    {
        for (int y = 0; y < plan.Size.Height; y++)
        for (int x = 0; x < plan.Size.Width; x++)
        {
            double height = Math.Min(box.Bottom, y + 1.0) - Math.Max(box.Top, y);
            double width = Math.Min(box.Right, x + 1.0) - Math.Max(box.Left, x);
            if (height > 0 && width > 0)
                Add(place, number, y, x, height * width);
        }
    }

    /// <summary>The painted planes, erased pixels 0: object by object of each image.</summary>
    public float[] Shown() => Painted(With(stroke => stroke.Source == Source.Partner ? stroke : AsZero(stroke)));

    /// <summary>The painted planes as if nothing were erased.</summary>
    public float[] Mixed() => Painted(With(stroke => stroke.Source == Source.Partner ? stroke : null));

    public float At(float[] painted, int image, int number, int y, int x) =>
        painted[image * layout.Elements + layout.Offset(number, y, x)];

    public double Sum(float[] painted, int image, int number) =>
        painted
            .AsSpan(image * layout.Elements + number * (int)plan.Size.Area, (int)plan.Size.Area)
            .ToArray()
            .Sum(x => (double)x);

    /// <summary>The smallest region around what is above 0.</summary>
    public Region? Bounds(float[] painted, int image, int number)
    {
        Region? bounds = null;
        for (int y = 0; y < plan.Size.Height; y++)
        for (int x = 0; x < plan.Size.Width; x++)
            if (At(painted, image, number, y, x) > 0)
                bounds = bounds is { } so
                    ? new Region(
                        so.Top,
                        Math.Min(so.Left, x),
                        y + 1 - so.Top,
                        Math.Max(so.Right, x + 1) - Math.Min(so.Left, x)
                    )
                    : new Region(y, x, 1, 1);
        return bounds;
    }

    private float[] Painted(Plan painted)
    {
        float[] images = new float[layout.Elements * plan.Count];
        painted.Apply(
            new ReadOnlyImageBatch<float>(sources, layout, PlaceCount),
            new ImageBatch<float>(images, layout, plan.Count),
            Palette.UnitOf([0.5f], [0.5f])
        );
        return images;
    }

    private static Stroke AsZero(Stroke stroke) => stroke with { Source = Source.Fill, Origin = 1, Seed = 0 };

    private Plan With(Func<Stroke, Stroke?> change) =>
        new(
            plan.Key,
            plan.Size,
            plan.Samples,
            [
                .. plan.Stages.Select(stage => new Stage(
                    stage.Count,
                    [new Origin("mix", Paint.Partner), new Origin("zero", Paint.Raw(0))],
                    stage
                        .Strokes.ToArray()
                        .Select(change)
                        .OfType<Stroke>()
                        .Select(stroke => stroke.Source == Source.Partner ? stroke with { Origin = 0 } : stroke)
                        .ToArray()
                )),
            ],
            partners: plan.Partners
        );
}
