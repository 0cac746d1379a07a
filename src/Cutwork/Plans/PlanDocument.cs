using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>The JSON form of a plan: short keys for what repeats per stroke, nothing that can be derived.</summary>
internal sealed record PlanDocument
{
    public required int Format { get; init; }
    public required ulong Seed { get; init; }
    public required int Epoch { get; init; }
    public required int Height { get; init; }
    public required int Width { get; init; }
    public required int[] Samples { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? Partners { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? Occurrences { get; init; }

    public required StageDocument[] Stages { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ViewDocument[]? Views { get; init; }

    public static PlanDocument Of(Plan plan) =>
        new()
        {
            Format = Plan.JsonFormat,
            Seed = plan.Key.Seed,
            Epoch = plan.Key.Epoch,
            Height = plan.Size.Height,
            Width = plan.Size.Width,
            Samples = [.. plan.Samples],
            Partners = plan.Partners.IsEmpty ? null : [.. plan.Partners],
            Occurrences = plan.Occurrences.IsEmpty ? null : [.. plan.Occurrences],
            Stages = [.. plan.Stages.Select(StageDocument.Of)],
            Views = plan.Views.IsEmpty ? null : [.. plan.Views.Select(ViewDocument.Of)],
        };

    public Plan ToPlan() =>
        new(
            new Key(Seed, Epoch),
            new Size(Height, Width),
            [.. Samples],
            [.. Each(Stages, "stages").Select(stage => stage.ToStage(Samples.Length + (Partners?.Length ?? 0)))],
            Views is null ? [] : [.. Each(Views, "views").Select(view => view.ToView())],
            [.. Partners ?? []],
            [.. Occurrences ?? []]
        );

    // What the reader of JSON cannot refuse by itself: null within a list.
    private static T[] Each<T>(T[] items, string what)
        where T : class =>
        Array.IndexOf(items, null) is >= 0 and var index
            ? throw new ArgumentException($"Number {index} of its {what} is null.")
            : items;

    internal sealed record ViewDocument
    {
        /// <summary>Height, width.</summary>
        public required int[] Source { get; init; }

        /// <summary>Top, left, height, width.</summary>
        public required int[] Crop { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Mirrored { get; init; }

        public static ViewDocument Of(View view) =>
            new()
            {
                Source = [view.SourceSize.Height, view.SourceSize.Width],
                Crop = [view.Crop.Top, view.Crop.Left, view.Crop.Height, view.Crop.Width],
                Mirrored = view.Mirror == Mirror.Horizontal,
            };

        public View ToView()
        {
            if (Source is not [int sourceHeight, int sourceWidth])
                throw new ArgumentException("A view's source is [height, width].");
            if (Crop is not [int top, int left, int height, int width])
                throw new ArgumentException("A view's crop is [top, left, height, width].");
            return new View(
                new Size(sourceHeight, sourceWidth),
                new Region(top, left, height, width),
                Mirrored ? Mirror.Horizontal : Mirror.None
            );
        }
    }

    internal sealed record StageDocument
    {
        public required OriginDocument[] Origins { get; init; }
        public required StrokeDocument[] Strokes { get; init; }

        public static StageDocument Of(Stage stage) =>
            new()
            {
                Origins = [.. stage.Origins.Select(origin => new OriginDocument(origin.Policy, origin.Paint))],
                Strokes = [.. stage.Strokes.ToArray().Select(StrokeDocument.Of)],
            };

        public Stage ToStage(int count)
        {
            ImmutableArray<Origin> origins =
            [
                .. Each(Origins, "origins").Select(origin => new Origin(origin.Policy, origin.Paint)),
            ];
            return new Stage(
                count,
                origins,
                Each(Strokes, "strokes").Select(stroke => stroke.ToStroke(origins)).ToArray()
            );
        }
    }

    internal sealed record OriginDocument(string Policy, Paint Paint);

    internal sealed record StrokeDocument
    {
        public required int At { get; init; }

        /// <summary>Top, left, height, width.</summary>
        public required int[] Region { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public int Origin { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Partner { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public double OwnWeight { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public ulong Seed { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? DrawnLambda { get; init; }

        public static StrokeDocument Of(Stroke stroke) =>
            new()
            {
                At = stroke.Position,
                Region = [stroke.Region.Top, stroke.Region.Left, stroke.Region.Height, stroke.Region.Width],
                Origin = stroke.Origin,
                Partner = stroke.Source == Source.Partner ? stroke.Partner : null,
                OwnWeight = stroke.OwnWeight,
                Seed = stroke.Seed,
                DrawnLambda = stroke.DrawnLambda,
            };

        public Stroke ToStroke(ImmutableArray<Origin> origins)
        {
            if (Region is not [int top, int left, int height, int width])
                throw new ArgumentException("A stroke's region is [top, left, height, width].");
            if ((uint)Origin >= (uint)origins.Length)
                throw new ArgumentException($"A stroke names origin {Origin}, but the stage has {origins.Length}.");
            return new Stroke
            {
                Position = At,
                Region = new Region(top, left, height, width),
                Source = origins[Origin].Paint.Source,
                Origin = Origin,
                Partner = Partner ?? -1,
                OwnWeight = OwnWeight,
                Seed = Seed,
                DrawnLambda = DrawnLambda,
            };
        }
    }
}
