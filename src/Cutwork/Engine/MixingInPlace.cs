namespace Cutwork;

/// <summary>One mixing stage on a batch where it is, without a copy of the batch.</summary>
/// <remarks>
/// Mixing is a matter of corresponding pixels alone. So the batch is cut across the images, into pieces of a few lines that all images
/// have in common, and within a piece the images are painted in <see cref="MixOrder"/>. A piece of an image is read as a partner right
/// after or before it is read as itself, while the cache still holds it; a pair of images is painted from one read of both.
/// </remarks>
/// <typeparam name="T">byte or float.</typeparam>
internal sealed unsafe partial class MixingInPlace<T> : Crew
    where T : unmanaged
{
    /// <summary>
    /// Bytes of an image that are painted before the next image's. A saved piece stays in the second-level cache; smaller pieces lose
    /// the processor's own reading ahead (a reversed pairing ran at 73, 94, 98, 104 % of the memory's speed with 16, 64, 128, 256 KiB).
    /// </summary>
    private const int PieceBytes = 256 << 10;

    /// <summary>Bytes of all saved pieces together where a stage's cycles are not plain.</summary>
    private const int SavedBytes = 512 << 10;

    [ThreadStatic]
    private static MixingInPlace<T>? idle;

    private readonly MixOrder order = new();
    private Stage stage = null!;
    private T* memory;
    private nint imageStride;
    private Layout layout;
    private int planes;
    private int lineElements;
    private int pieceLines;
    private int sharers;
    private bool isGuided;
    private int pairs;
    private int pairsTogether;

    /// <summary>Lays a stage's partners; its erasers are left to the caller.</summary>
    public static void Run(Stage stage, T* memory, Layout layout, int imageStride, ApplyOptions options)
    {
        MixingInPlace<T> mixing = idle ?? new();
        idle = null;
        mixing.stage = stage;
        mixing.memory = memory;
        mixing.layout = layout;
        mixing.imageStride = imageStride;
        try
        {
            mixing.Run(options);
        }
        finally
        {
            mixing.stage = null!;
            mixing.memory = null;
            idle = mixing;
        }
    }

    private int Lines => planes * layout.Size.Height;

    private void Run(ApplyOptions options)
    {
        order.Find(stage);
        bool interleaved = !layout.IsPlanar;
        planes = interleaved ? 1 : layout.Channels;
        lineElements = interleaved ? layout.Size.Width * layout.Channels : layout.Size.Width;
        long line = (long)lineElements * sizeof(T);
        long budget = order.HasPlainCycles ? PieceBytes : SavedBytes / Math.Max(1, stage.Count);
        int threads = line * Lines * stage.Count < options.ThreadsFrom ? 1 : options.Threads;
        pairs = order.HasOnlyPairs ? order.Steps.Length / 2 : 0;
        if (pairs > 0)
        {
            // Pairs know nothing of each other: each is painted from end to end, two long runs of memory.
            pieceLines = (int)Math.Clamp(PieceBytes / line, 1, Lines);
            pairsTogether = (int)Math.Clamp(PieceBytes / (2 * line * Lines), 1, pairs);
            Run((pairs + pairsTogether - 1) / pairsTogether, threads, options.Cancellation);
            if (stage.Strokes.Length > order.Steps.Length)
                PaintSelves(0, Lines);
            return;
        }
        sharers = threads;
        pieceLines = (int)Math.Clamp(budget / line, 1, Lines);
        int pieces = (Lines + pieceLines - 1) / pieceLines;
        isGuided = threads > 1 && (long)Lines * Rounds[0] <= 16L * threads * pieceLines;
        Run(isGuided ? Rounds.Length * threads : pieces, threads, options.Cancellation);
    }

    /// <summary>The lines of a piece.</summary>
    /// <remarks>
    /// Threads begin at different times. Their pieces are large first and small at the end, so that they end together: shares of each round
    /// in sixteenths of a thread's own share.
    /// </remarks>
    private (int First, int Last) LinesOf(int part)
    {
        if (!isGuided)
            return (part * pieceLines, Math.Min((part + 1) * pieceLines, Lines));
        return (Start(part), Start(part + 1));

        int Start(int number)
        {
            (int round, int within) = Math.DivRem(number, sharers);
            long sixteenths = 0;
            for (int earlier = 0; earlier < round; earlier++)
                sixteenths += Rounds[earlier] * sharers;
            sixteenths += round < Rounds.Length ? Rounds[round] * within : 0;
            return (int)(Lines * sixteenths / (16L * sharers));
        }
    }

    private static ReadOnlySpan<byte> Rounds => [8, 5, 3];

    protected override void Do(int part)
    {
        if (pairs > 0)
        {
            for (int pair = part * pairsTogether; pair < Math.Min((part + 1) * pairsTogether, pairs); pair++)
                PaintPair(pair);
            return;
        }
        (int first, int last) = LinesOf(part);
        if (first >= last)
            return;
        Scratch scratch = Scratch.Rent();
        nint saved = (nint)(last - first) * lineElements;
        int slots = order.HasPlainCycles ? 1 : stage.Count;
        scratch.Reserve(saved * slots * sizeof(T), 1);
        T* save = scratch.Take<T>(saved * slots);

        ReadOnlySpan<int> steps = order.Steps;
        for (int step = 0; step < order.CycleStart; step++)
            Paint(steps[step], first, last, null, Nobody);
        if (order.HasPlainCycles)
            for (int start = order.CycleStart; start < steps.Length; )
                start = PaintCycle(steps, start, first, last, save);
        else
            PaintTied(steps, first, last, save, saved);
        PaintSelves(first, last);
        scratch.Return();
    }

    private void PaintPair(int pair)
    {
        ReadOnlySpan<int> steps = order.Steps;
        if (Exchanges(steps[2 * pair], steps[2 * pair + 1]))
        {
            Exchange(steps[2 * pair], steps[2 * pair + 1], 0, Lines);
            return;
        }
        Scratch scratch = Scratch.Rent();
        nint saved = (nint)pieceLines * lineElements;
        scratch.Reserve(saved * sizeof(T), 1);
        T* save = scratch.Take<T>(saved);
        for (int first = 0; first < Lines; first += pieceLines)
            PaintCycle(steps, 2 * pair, first, Math.Min(first + pieceLines, Lines), save);
        scratch.Return();
    }

    private const int Nobody = -1;

    /// <summary>One cycle; returns where the next begins.</summary>
    private int PaintCycle(ReadOnlySpan<int> steps, int start, int first, int last, T* save)
    {
        int head = steps[start];
        int end = start + 1;
        while (order.PartnerOf(steps[end - 1]) != head)
            end++;
        if (end - start == 2 && Exchanges(head, steps[start + 1]))
        {
            Exchange(head, steps[start + 1], first, last);
            return end;
        }
        foreach (ref readonly Stroke stroke in stage.Of(steps[end - 1]))
            if (MixOrder.Reads(stroke))
                Save(head, stroke.Region, first, last, save);
        for (int step = start; step < end; )
            if (IsChain(steps[step..end]))
            {
                int next = step + BlendChain.Links;
                PaintChain(steps.Slice(step, BlendChain.Links), next == end ? Nobody : steps[next], first, last, save);
                step = next;
            }
            else
            {
                Paint(steps[step], first, last, save, step == end - 1 ? head : Nobody);
                step++;
            }
        return end;
    }

    /// <summary>Cycles through images with several partners: everything that is read is saved before.</summary>
    private void PaintTied(ReadOnlySpan<int> steps, int first, int last, T* save, nint slot)
    {
        for (int step = order.CycleStart; step < steps.Length; step++)
            foreach (ref readonly Stroke stroke in stage.Of(steps[step]))
                if (MixOrder.Reads(stroke))
                    Save(stroke.Partner, stroke.Region, first, last, save + stroke.Partner * slot);
        for (int step = order.CycleStart; step < steps.Length; step++)
            foreach (ref readonly Stroke stroke in stage.Of(steps[step]))
                if (MixOrder.Reads(stroke))
                    Lay(stroke, first, last, save + stroke.Partner * slot);
    }

    /// <summary>Images that are blended with themselves.</summary>
    private void PaintSelves(int first, int last)
    {
        foreach (ref readonly Stroke stroke in stage.Strokes)
            if (stroke.Source == Source.Partner && stroke.Partner == stroke.Position && stroke.OwnWeight != 0)
                Lay(stroke, first, last, null);
    }

    private void Paint(int position, int first, int last, T* save, int savedImage)
    {
        foreach (ref readonly Stroke stroke in stage.Of(position))
            if (MixOrder.Reads(stroke))
                Lay(stroke, first, last, stroke.Partner == savedImage ? save : null);
    }

    /// <summary>Lays a stroke's lines of a piece, from the partner's memory or from what was saved of it.</summary>
    private void Lay(in Stroke stroke, int first, int last, T* saved)
    {
        T* own = memory + stroke.Position * imageStride;
        T* partner = memory + stroke.Partner * imageStride;
        var ownWeight = (float)stroke.OwnWeight;
        var partnerWeight = (float)(1 - stroke.OwnWeight);
        var runs = RunsOf(stroke.Region, first, last);
        while (runs.Next())
        {
            T* from = saved is null ? partner + runs.Offset : saved + runs.Saved;
            T* to = own + runs.Offset;
            if (stroke.OwnWeight == 0)
                Copy(from, to, runs.Length);
            else
                Blend.Run(to, from, to, runs.Length, ownWeight, partnerWeight);
        }
    }

    private void Save(int position, Region region, int first, int last, T* save)
    {
        T* image = memory + position * imageStride;
        var runs = RunsOf(region, first, last);
        while (runs.Next())
            Copy(image + runs.Offset, save + runs.Saved, runs.Length);
    }

    private LineRuns RunsOf(Region region, int first, int last) =>
        new(layout, planes, lineElements, region, first, last);

    private static void Copy(T* source, T* destination, nint count) =>
        Buffer.MemoryCopy(source, destination, count * sizeof(T), count * sizeof(T));
}
