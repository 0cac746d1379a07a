using System.Diagnostics.CodeAnalysis;

namespace Cutwork.Loading;

/// <summary>The steps of a run between workers and consumer: which samples are next, and which batch.</summary>
/// <remarks>
/// A step is opened only while fewer than a number of them are ahead of the consumer: that bounds memory, and stops the workers of a consumer
/// that stops reading.
/// </remarks>
internal sealed class StepQueue<T>(
    BatchOrder order,
    Key key,
    int fromStep,
    int most,
    int samplesAtOnce,
    bool readsPartners,
    Func<int, ShownTargets> targetsFor
)
    where T : unmanaged
{
    private readonly object gate = new();
    private readonly Queue<BatchSlot<T>> ahead = new(); // opened and not yet delivered, in order
    private BatchSlot<T>? open;
    private int nextStep = fromStep;
    private bool stopping;

    /// <summary>The next samples to be read, when there are some; false where the run ends.</summary>
    public bool TryTake([NotNullWhen(true)] out BatchSlot<T>? slot, out int place, out int count)
    {
        count = 0;
        lock (gate)
            while (true)
            {
                (slot, place) = (open, open?.Taken ?? 0);
                if (stopping)
                    return false;
                if (slot is not null && place < slot.Count)
                {
                    count = Math.Min(samplesAtOnce, slot.Count - place);
                    slot.Taken += count;
                    return true;
                }
                if (nextStep == order.Steps)
                    return false;
                if (ahead.Count < most)
                    Open();
                else
                    Monitor.Wait(gate);
            }
    }

    /// <summary>The step that is to be delivered next, and how many are ready in a row; null after the last.</summary>
    public BatchSlot<T>? Head(out int ready)
    {
        ready = 0;
        lock (gate)
        {
            if (ahead.Count == 0 && nextStep < order.Steps)
            {
                Open();
                Monitor.PulseAll(gate);
            }
            foreach (BatchSlot<T> slot in ahead)
            {
                if (!slot.Done.IsCompleted)
                    break;
                ready++;
            }
            return ahead.TryPeek(out BatchSlot<T>? head) ? head : null;
        }
    }

    /// <summary>The consumer has the head.</summary>
    public void Deliver()
    {
        lock (gate)
        {
            ahead.Dequeue();
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Nobody takes another sample.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Gives back the batches that nobody came for; all workers have left.</summary>
    public void Discard()
    {
        foreach (BatchSlot<T> slot in ahead)
            slot.Discard();
        ahead.Clear();
    }

    private void Open()
    {
        int count = order.CountAt(nextStep);
        int places = readsPartners ? 2 * count : count;
        open = new BatchSlot<T>(nextStep, places, SamplesAt, targetsFor(places));
        nextStep++;
        ahead.Enqueue(open);
    }

    private StepSamples SamplesAt(int step) =>
        readsPartners
            ? new StepSamples(
                [.. order.SamplesAt(key, step), .. order.PartnersAt(key, step)],
                [.. order.OccurrencesAt(key, step), .. order.PartnerOccurrencesAt(key, step)]
            )
            : new StepSamples(order.SamplesAt(key, step), order.OccurrencesAt(key, step));
}
