namespace Cutwork.Loading;

/// <summary>Rounds in which each class has one place.</summary>
/// <remarks>
/// Round r gives each class its r-th visit, so that a class's member follows from the round alone: pass r / n of its n samples, place r
/// mod n. Within a pass no sample comes twice.
/// </remarks>
internal sealed class ClassBalancedOrder : SampleOrder
{
    // Operations of the orders: that of the classes in a round, then one for each class's members.
    private const uint Classes = 1;
    private const uint Members = 2;

    private readonly int[][] members;

    public ClassBalancedOrder(ReadOnlySpan<int> labels, int count)
    {
        var classes = new SortedDictionary<int, List<int>>();
        for (int sample = 0; sample < labels.Length; sample++)
        {
            if (labels[sample] < 0)
                throw new ArgumentException(
                    $"Sample {sample} has the label {labels[sample]}; labels are class indexes, from 0.",
                    nameof(labels)
                );
            if (!classes.TryGetValue(labels[sample], out List<int>? members))
                classes[labels[sample]] = members = [];
            members.Add(sample);
        }
        if (classes.Count == 0)
            throw new ArgumentException("There is no sample to balance.", nameof(labels));
        this.members = [.. classes.Values.Select(list => list.ToArray())];
        Count = CheckCount(count);
    }

    public override int Count { get; }

    public override int SampleAt(Key key, int place)
    {
        (int label, int pass, int visit) = VisitAt(key, place);
        int[] samples = members[label];
        return samples[new Permutation(samples.Length, key.For(pass, Members + (uint)label))[visit]];
    }

    // Each pass goes to each of a class's samples once.
    public override int OccurrenceAt(Key key, int place) => VisitAt(key, place).Pass;

    private (int Label, int Pass, int Visit) VisitAt(Key key, int place)
    {
        Check(place);
        (int round, int within) = Math.DivRem(place, members.Length);
        int label = new Permutation(members.Length, key.For(round, Classes))[within];
        (int pass, int visit) = Math.DivRem(round, members[label].Length);
        return (label, pass, visit);
    }
}
