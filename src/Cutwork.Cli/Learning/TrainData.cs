using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>What is trained on and what is tested on: the set's own parts, or a tenth of it held out.</summary>
internal sealed class TrainData : IDisposable
{
    // Large enough to see something, small enough for a processor.
    private const int DefaultSide = 64;

    // One image in so many is held out where the set has no test part.
    private const int HeldOut = 10;

    private const string NoPart = "there is no part";

    private TrainData(
        IDataSet train,
        IDataSet test,
        SampleOrder order,
        SampleOrder? testOrder,
        Frame frame,
        string said
    )
    {
        (Train, Test, Order, TestOrder, Frame, Said) = (train, test, order, testOrder, frame, said);
    }

    public IDataSet Train { get; }

    public IDataSet Test { get; }

    public SampleOrder Order { get; }

    /// <summary>Which samples of <see cref="Test"/> are tested on; null for all.</summary>
    public SampleOrder? TestOrder { get; }

    public Frame Frame { get; }

    /// <summary>Both parts in words.</summary>
    public string Said { get; }

    /// <summary>Opens a source.</summary>
    /// <param name="source">A path or a built-in name.</param>
    /// <param name="limit">Images that are trained on at most; all that are tested on count.</param>
    /// <param name="asked">Height and width that the network is shown; the first picture's where left out, up to 64.</param>
    /// <param name="mostMegapixels">Of a picture.</param>
    /// <param name="onError">What becomes of pictures that cannot be read.</param>
    /// <param name="limits">Of files.</param>
    /// <param name="terminal">Is told what was decided.</param>
    public static TrainData Open(
        string source,
        int? limit,
        Size? asked,
        int mostMegapixels,
        OnError onError,
        SourceLimits limits,
        Terminal terminal
    )
    {
        IDataSet train = Sources.Open(source, limit, asked, mostMegapixels, limits, terminal);
        IDataSet? test = null;
        try
        {
            Frame frame = Shown(Frame.Of(train, train.Count, asked, onError), asked, terminal);
            if (train.Classes.Count < 2)
                throw new Failure(
                    $"{SafeName.Show(train.Name)}: it has one class, {SafeName.Show(train.Classes[0])}; a classifier needs two. A folder has one sub-folder for each."
                );
            string part;
            (test, part) = OpenTest(
                split =>
                    Sources.Open(
                        source,
                        limit,
                        asked,
                        mostMegapixels,
                        limits,
                        terminal,
                        split: split,
                        said: train.Account
                    ),
                terminal
            );
            CheckEmpty(train, test);
            if (test is not null)
            {
                CheckClasses(train, test);
                SampleOrder order = SampleOrder.Shuffled(Math.Min(limit ?? train.Count, train.Count));
                return new(
                    train,
                    test,
                    order,
                    null,
                    frame,
                    $"{order.Count} images, tested on {test.Count} of the part \"{part}\""
                );
            }
            (int[] kept, int[] held) = Split(train.Count);
            if (held.Length == 0)
                throw new Failure(
                    $"{SafeName.Show(train.Name)}: {train.Count} images are too few to hold some out for testing; at least {HeldOut} are needed."
                );
            kept = kept[..Math.Min(limit ?? kept.Length, kept.Length)];
            return new(
                train,
                train,
                SampleOrder.Shuffled(kept),
                SampleOrder.Listed(held),
                frame,
                $"{kept.Length} images, tested on {held.Length} that were held out, as the set has no test part"
            );
        }
        catch
        {
            train.Dispose();
            test?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }

    // A part for validation is there for what a training watches; the test part stays unseen then.
    private static (IDataSet? Set, string Part) OpenTest(Func<string, IDataSet> open, Terminal terminal)
    {
        string? reason = null;
        foreach (string part in (string[])["val", "test"])
            try
            {
                return (open(part), part);
            }
            catch (DataSetException error)
            {
                // A part that is there and cannot be used says more than one that is not.
                if (reason is null || !error.Reason.StartsWith(NoPart, StringComparison.Ordinal))
                    reason = error.Message;
            }
        terminal.Note($"One image in {HeldOut} is held out for testing: {reason}");
        return (null, "");
    }

    private static void CheckEmpty(IDataSet train, IDataSet? test)
    {
        if (train.Account.EmptyClasses.IsEmpty)
            return;
        string name = SafeName.Show(train.Name);
        string none = $"{name}: {Sources.EmptyClasses(train)} cannot be learned, as no picture is there to train on";
        string? odd = train.Account.EmptyClasses.FirstOrDefault(one =>
            test?.Account.EmptyClasses.Contains(one) == false
        );
        throw new Failure(
            odd is null
                ? $"{none}. Add pictures, or remove the folder (or the line in classes.txt)."
                : $"{none}; {SafeName.Show(odd)} is not the same class in both parts. Add pictures, or take it out of the other part."
        );
    }

    private static void CheckClasses(IDataSet train, IDataSet test)
    {
        if (train.Classes.SequenceEqual(test.Classes))
            return;
        string[] odd = [.. test.Classes.Except(train.Classes), .. train.Classes.Except(test.Classes)];
        throw new Failure(
            $"{SafeName.Show(train.Name)}: its training part has {train.Classes.Count} classes, its test part {test.Classes.Count}; {SafeName.Show(odd.FirstOrDefault() ?? test.Classes[0])} is not the same class in both. "
                + "Give both parts the same class folders; shards and IDX files get the names of all classes from a classes.txt beside them."
        );
    }

    private static Frame Shown(Frame first, Size? asked, Terminal terminal)
    {
        if (asked is not null || Math.Max(first.Size.Height, first.Size.Width) <= DefaultSide)
            return first;
        terminal.Note(
            $"The first picture has {first.Size} pixels; the network is shown {DefaultSide}x{DefaultSide}. Give --size for another."
        );
        return first with { Size = new Size(DefaultSide, DefaultSide) };
    }

    // A keyed permutation that depends on the count alone: the same images are held out whatever the seed of the training.
    private static (int[] Kept, int[] Held) Split(int count)
    {
        var shuffled = new Permutation(count, new Key(0));
        int[] all = [.. Enumerable.Range(0, count).Select(place => shuffled[place])];
        return (all[(count / HeldOut)..], all[..(count / HeldOut)]);
    }
}
