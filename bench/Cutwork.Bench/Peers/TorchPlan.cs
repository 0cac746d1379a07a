using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Cutwork.Bench;

/// <summary>A plan's numbers as tensor code uses them: one λ and one box for the batch, partners, an erased region per image.</summary>
internal sealed class TorchPlan : IDisposable
{
    public TorchPlan(Plan plan)
    {
        long[] partners = [.. Enumerable.Range(0, plan.Count).Select(i => (long)i)];
        var erased = new List<(int, Region)>();
        foreach (Stage stage in plan.Stages)
        foreach (ref readonly Stroke stroke in stage.Strokes)
            if (stroke.Source != Source.Partner)
                erased.Add((stroke.Position, stroke.Region));
            else
            {
                partners[stroke.Position] = stroke.Partner;
                Lambda = (float)stroke.OwnWeight;
                Box = stroke.Region;
            }
        Partners = tensor(partners);
        Erased = [.. erased];
    }

    public Tensor Partners { get; }

    public float Lambda { get; }

    public Region Box { get; }

    public ImmutableArray<(int Position, Region Region)> Erased { get; }

    public void Dispose() => Partners.Dispose();
}
