using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>Chooses which samples a contact sheet shows: the first of each kind that the recipe has.</summary>
internal sealed class SheetPicker
{
    public const int DefaultCount = 6;

    private readonly int count;
    private readonly Dictionary<Kind, int> wanted;
    private readonly Dictionary<Kind, int> reserve;
    private readonly Dictionary<int, Kind> chosen = [];
    private readonly List<(Kind Kind, bool IsClear, SheetCell Cell)> cells = [];

    public SheetPicker(Recipe recipe, int count)
    {
        this.count = count;
        Kind[] kinds = [.. recipe.Policies.SelectMany(KindsOf).Distinct().Order()];
        if (kinds.Length == 0)
            kinds = [Kind.Untouched];
        wanted = kinds
            .Select((kind, place) => (kind, Count: count / kinds.Length + (place < count % kinds.Length ? 1 : 0)))
            .ToDictionary(entry => entry.kind, entry => entry.Count);
        reserve = kinds.ToDictionary(kind => kind, _ => count);
    }

    private enum Kind
    {
        Erased,
        Pasted,
        Blended,
        Untouched,
    }

    public bool IsFull => wanted.Values.All(left => left == 0);

    /// <summary>The places of a batch that are to be shown; they count as taken.</summary>
    /// <remarks>
    /// What can be seen at a glance comes first; the first of the rest are kept in case there is not enough of it, in their
    /// own kind or in another.
    /// </remarks>
    public IReadOnlySet<int> Choose(Plan plan)
    {
        chosen.Clear();
        for (int position = 0; position < plan.Count && !IsFull; position++)
        {
            Kind kind = KindOf(plan, position);
            Dictionary<Kind, int> left = IsClear(plan, position) ? wanted : reserve;
            if (left.GetValueOrDefault(kind) == 0)
                continue;
            left[kind]--;
            chosen[position] = kind;
        }
        return chosen.Keys.ToHashSet();
    }

    /// <summary>Takes a chosen sample, painted.</summary>
    public void Add(LoadedBatch<byte> batch, int position, Frame frame, IDataSet set)
    {
        Picture after = frame.NewPicture();
        PictureEncoder.Copy(batch, position, after);
        var cell = SheetCell.Of(
            batch.Plan,
            position,
            place => frame.Show(batch.SourceOf(place)),
            after,
            place => SafeName.Show(set.Classes[batch.Labels[place]])
        );
        cells.Add((chosen[position], IsClear(batch.Plan, position), cell));
    }

    /// <summary>The sheet; null where nothing was taken.</summary>
    public Picture? Draw(string title)
    {
        (Kind Kind, bool IsClear, SheetCell Cell)[][] kinds =
        [
            .. cells
                .GroupBy(entry => entry.Kind)
                .Select(group => group.OrderByDescending(entry => entry.IsClear).ToArray()),
        ];
        int QuotaOf((Kind Kind, bool IsClear, SheetCell Cell)[] kind) =>
            kind.Count(entry => entry.IsClear) + wanted[kind[0].Kind];
        SheetCell[] shown =
        [
            .. kinds
                .SelectMany(kind => kind.Take(QuotaOf(kind)))
                .Concat(kinds.SelectMany(kind => kind.Skip(QuotaOf(kind))))
                .Take(count)
                .OrderBy(entry => entry.Kind)
                .Select(entry => entry.Cell),
        ];
        return shown.Length == 0 ? null : new ContactSheet { Title = title, Cells = [.. shown] }.Draw();
    }

    private static bool IsClear(Plan plan, int position)
    {
        PlanFigures figures = default(PlanFigures).Add(plan, position);
        return figures.MixedImages == 0
            ? figures.MeanErased >= 0.08
            : figures.MeanLambda is >= 0.3 and <= 0.8 && !MixesTwice(plan, position);
    }

    // A partner that was painted before it was mixed in takes two looks to understand.
    private static bool MixesTwice(Plan plan, int position)
    {
        for (int number = 1; number < plan.Stages.Length; number++)
            foreach (Stroke stroke in plan.Stages[number].Of(position))
                if (
                    stroke.Source == Source.Partner
                    && plan.Stages.Take(number).Any(earlier => earlier.Of(stroke.Partner).Length > 0)
                )
                    return true;
        return false;
    }

    private static IEnumerable<Kind> KindsOf(Policy policy) =>
        policy is Choice choice ? choice.Policies.SelectMany(KindsOf)
        : policy.Mixing == Mixing.None ? [Kind.Erased]
        : policy.Mixing == Mixing.Whole ? [Kind.Blended]
        : [Kind.Pasted];

    // A mix says more than an erasure on the same image.
    private static Kind KindOf(Plan plan, int position)
    {
        Kind kind = Kind.Untouched;
        foreach (Stage stage in plan.Stages)
        foreach (Stroke stroke in stage.Of(position))
            if (!stroke.Region.IsEmpty)
                kind =
                    stroke.Source == Source.Partner
                        ? stroke.OwnWeight == 0
                            ? Kind.Pasted
                            : Kind.Blended
                        : kind is Kind.Untouched
                            ? Kind.Erased
                            : kind;
        return kind;
    }
}
