using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Chooses which samples a contact sheet shows: the first of each kind that the recipe has.</summary>
internal sealed class SheetPicker
{
    public const int DefaultCount = 6;

    private readonly Dictionary<Kind, int> wanted;
    private readonly SortedList<(Kind, int), SheetCell> cells = [];
    private int taken;

    public SheetPicker(Recipe recipe, int count)
    {
        Kind[] kinds = [.. recipe.Policies.SelectMany(KindsOf).Distinct().Order()];
        if (kinds.Length == 0)
            kinds = [Kind.Untouched];
        wanted = kinds
            .Select((kind, place) => (kind, Count: count / kinds.Length + (place < count % kinds.Length ? 1 : 0)))
            .ToDictionary(entry => entry.kind, entry => entry.Count);
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
    public IReadOnlySet<int> Choose(Plan plan)
    {
        var chosen = new HashSet<int>();
        for (int position = 0; position < plan.Count && !IsFull; position++)
        {
            Kind kind = KindOf(plan, position);
            if (wanted.GetValueOrDefault(kind) == 0)
                continue;
            wanted[kind]--;
            chosen.Add(position);
        }
        return chosen;
    }

    /// <summary>Takes a chosen sample, painted.</summary>
    public void Add(DrawnBatch batch, int position, Picture after, IDataSet set)
    {
        Plan plan = batch.Plan!;
        var cell = SheetCell.Of(
            plan,
            position,
            batch.Loaded.PictureAt,
            after,
            place => SafeName.Show(set.Classes[batch.Loaded.Labels[place]])
        );
        cells.Add((KindOf(plan, position), taken++), cell);
    }

    /// <summary>The sheet; null where nothing was taken.</summary>
    public Picture? Draw(string title) =>
        cells.Count == 0 ? null : new ContactSheet { Title = title, Cells = [.. cells.Values] }.Draw();

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
                        ? stroke.Opacity == 1
                            ? Kind.Pasted
                            : Kind.Blended
                        : kind is Kind.Untouched
                            ? Kind.Erased
                            : kind;
        return kind;
    }
}
