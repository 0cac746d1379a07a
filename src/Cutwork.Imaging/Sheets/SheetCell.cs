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
        foreach (Stage stage in plan.Stages)
        foreach (Stroke stroke in stage.Of(position))
        {
            policies.Add(stage.Origins[stroke.Origin].Policy);
            if (stroke.Source == Source.Partner)
                partners.Add(stroke.Partner);
            if (!stroke.Region.IsEmpty)
                marks.Add(new SheetMark(stroke.Region, KindOf(stroke)));
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
                        Marks = [.. marks.Where(mark => mark.Kind != MarkKind.Erased)],
                        Caption =
                            partners.Count == 1
                                ? [className(partners[0])]
                                : [className(partners[0]), $"and {partners.Count - 1} more"],
                    },
        };
    }

    private static MarkKind KindOf(in Stroke stroke) =>
        stroke.Source != Source.Partner ? MarkKind.Erased
        : stroke.Opacity == 1 ? MarkKind.Pasted
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
