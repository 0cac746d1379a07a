using System.Collections.Immutable;
using System.Globalization;

namespace Cutwork.Imaging;

/// <summary>One sample on a contact sheet: as it was, its partner if it has one, and what became of it.</summary>
/// <param name="Title">What was done, in a few words.</param>
/// <param name="Before">The sample as it was.</param>
/// <param name="After">The sample as it became.</param>
public sealed record SheetCell(string Title, SheetPanel Before, SheetPanel After)
{
    /// <summary>The image that was mixed in; null where there is none.</summary>
    public SheetPanel? Partner { get; init; }

    /// <summary>The cell of one image of a painted batch.</summary>
    /// <param name="plan">What was drawn for the batch.</param>
    /// <param name="position">The image's place in the batch.</param>
    /// <param name="pictures">The picture at a place in the batch, as it was.</param>
    /// <param name="after">The image painted.</param>
    /// <param name="className">The name of the class of the picture at a place in the batch.</param>
    public static SheetCell Of(
        Plan plan,
        int position,
        Func<int, Picture> pictures,
        Picture after,
        Func<int, string> className
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(className);
        var marks = ImmutableArray.CreateBuilder<SheetMark>();
        var policies = new List<string>();
        var partners = new List<int>();
        for (int number = 0; number < plan.Stages.Length; number++)
            foreach (Stroke stroke in plan.Stages[number].Of(position))
            {
                policies.Add(plan.Stages[number].Origins[stroke.Origin].Policy);
                if (!stroke.Region.IsEmpty)
                    marks.Add(new SheetMark(stroke.Region, KindOf(stroke)));
                if (stroke.Source != Source.Partner)
                    continue;
                partners.Add(stroke.Partner);
                marks.AddRange(BroughtAlong(plan, number, stroke));
            }
        IReadOnlyList<(int Position, double Weight)> weights = plan.LabelWeights(position);
        string title = policies.Count == 0 ? "unchanged" : string.Join(" + ", policies.Distinct());
        return new SheetCell(
            title,
            new SheetPanel(pictures(position)) { Caption = [className(position)] },
            new SheetPanel(after) { Marks = marks.ToImmutable(), Caption = Labels(weights, position, className) }
        )
        {
            Partner =
                partners.Count == 0
                    ? null
                    : new SheetPanel(pictures(partners[0]))
                    {
                        Marks =
                        [
                            .. marks.Where(mark => mark.Kind != MarkKind.Erased),
                            .. Erasures(plan, plan.Stages.Length, partners[0]),
                        ],
                        Caption =
                            partners.Count == 1
                                ? [className(partners[0])]
                                : [className(partners[0]), $"and {partners.Count - 1} more"],
                    },
        };
    }

    // A partner that was erased before it is mixed in brings what is left of its erased regions.
    private static IEnumerable<SheetMark> BroughtAlong(Plan plan, int stage, Stroke stroke) =>
        Erasures(plan, stage, stroke.Partner)
            .Select(mark => mark with { Region = mark.Region.Intersect(stroke.Region) })
            .Where(mark => !mark.Region.IsEmpty);

    private static IEnumerable<SheetMark> Erasures(Plan plan, int stages, int position) =>
        plan
            .Stages.Take(stages)
            .SelectMany(stage => stage.Of(position).ToArray())
            .Where(stroke => stroke.Source != Source.Partner && !stroke.Region.IsEmpty)
            .Select(stroke => new SheetMark(stroke.Region, MarkKind.Erased));

    private static MarkKind KindOf(in Stroke stroke) =>
        stroke.Source != Source.Partner ? MarkKind.Erased
        : stroke.OwnWeight == 0 ? MarkKind.Pasted
        : MarkKind.Blended;

    private static ImmutableArray<string> Labels(
        IReadOnlyList<(int Position, double Weight)> weights,
        int position,
        Func<int, string> className
    )
    {
        double own = weights.Where(entry => entry.Position == position).Sum(entry => entry.Weight);
        IEnumerable<string> classes = weights
            .GroupBy(entry => className(entry.Position))
            .Select(group =>
                string.Create(CultureInfo.InvariantCulture, $"{group.Sum(entry => entry.Weight):0.00} {group.Key}")
            );
        return [string.Create(CultureInfo.InvariantCulture, $"λ {own:0.00}"), .. classes];
    }
}
