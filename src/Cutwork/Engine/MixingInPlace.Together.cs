namespace Cutwork;

/// <content>Images that are painted together, each read once: pairs, and chains of a cycle.</content>
internal sealed unsafe partial class MixingInPlace<T>
{
    /// <summary>Both of a pair are blended over the same region.</summary>
    private bool Exchanges(int head, int other) =>
        stage.Of(head) is [{ OwnWeight: not 0 } one]
        && stage.Of(other) is [{ OwnWeight: not 0 } two]
        && one.Region == two.Region;

    private void Exchange(int head, int other, int first, int last)
    {
        ref readonly Stroke one = ref stage.Of(head)[0];
        ref readonly Stroke two = ref stage.Of(other)[0];
        var runs = RunsOf(one.Region, first, last);
        while (runs.Next())
            Blend.Exchange(
                memory + head * imageStride + runs.Offset,
                memory + other * imageStride + runs.Offset,
                runs.Length,
                ((float)one.OwnWeight, (float)(1 - one.OwnWeight)),
                ((float)two.OwnWeight, (float)(1 - two.OwnWeight))
            );
    }

    /// <summary>True where the next steps of a cycle are blended over the same region.</summary>
    private bool IsChain(ReadOnlySpan<int> steps)
    {
        if (steps.Length < BlendChain.Links)
            return false;
        Region? region = null;
        foreach (int position in steps[..BlendChain.Links])
            if (stage.Of(position) is [{ OwnWeight: not 0 } stroke] && stroke.Region == (region ?? stroke.Region))
                region = stroke.Region;
            else
                return false;
        return true;
    }

    /// <summary>Steps that lead to an image, or to what was saved of the first.</summary>
    private void PaintChain(ReadOnlySpan<int> steps, int end, int first, int last, T* save)
    {
        BlendChain.Weights own = default;
        BlendChain.Weights partner = default;
        for (int link = 0; link < BlendChain.Links; link++)
        {
            double weight = stage.Of(steps[link])[0].OwnWeight;
            (own[link], partner[link]) = ((float)weight, (float)(1 - weight));
        }
        LineRuns runs = RunsOf(stage.Of(steps[0])[0].Region, first, last);
        while (runs.Next())
            BlendChain.Run(
                new BlendChain.Runs<T>(
                    memory + steps[0] * imageStride + runs.Offset,
                    memory + steps[1] * imageStride + runs.Offset,
                    memory + steps[2] * imageStride + runs.Offset,
                    memory + steps[3] * imageStride + runs.Offset,
                    end == Nobody ? save + runs.Saved : memory + end * imageStride + runs.Offset
                ),
                runs.Length,
                own,
                partner
            );
    }
}
