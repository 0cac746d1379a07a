using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>What a loader of the same options cannot be faster than: reading and decoding what an epoch shows of each sample, from any thread.</summary>
public sealed class DecodingAlone : IDisposable
{
    private readonly IDataSet set;
    private readonly SetReader reader;
    private readonly LoaderOptions options;
    private readonly FramingMemory memory = new();
    private Framer framer;

    /// <summary>An epoch of a data set.</summary>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="options">The loader's.</param>
    /// <param name="epoch">From 0.</param>
    public DecodingAlone(IDataSet set, LoaderOptions options, int epoch)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        this.set = set;
        reader = new SetReader(set);
        this.options = options;
        framer = FramerOf(epoch);
    }

    /// <summary>Goes to another epoch, with the memory of this one; no thread may be decoding.</summary>
    /// <param name="epoch">From 0.</param>
    public void Begin(int epoch)
    {
        framer.Dispose();
        framer = FramerOf(epoch);
    }

    /// <summary>Reads a sample, and decodes the part that the epoch shows at its first time; a set without files is read as it is.</summary>
    /// <exception cref="DataSetException">The sample is damaged; the message names it.</exception>
    public void Decode(int sample) => Read(sample, static part => part.Region);

    /// <summary>
    /// Reads a sample, and of its pixels the last one that the epoch shows: of a JPEG file, the coded bits down to there have to be read for it,
    /// and little else.
    /// </summary>
    /// <exception cref="DataSetException">The sample is damaged; the message names it.</exception>
    public void ReadBits(int sample) =>
        Read(sample, static part => new Region(part.Region.Bottom - 1, part.Region.Right - 1, 1, 1));

    /// <summary>Frees the memory.</summary>
    public void Dispose() => framer.Dispose();

    private Framer FramerOf(int epoch) => new BatchPainter(options, new Key(options.Seed, epoch), memory).Framer;

    private void Read(int sample, Func<DecodedPart, Region> regionOf)
    {
        if (reader.Mapped is { } mapped)
            _ = mapped.View(sample).Pixels.Span;
        else if (reader.Encoded is { } encoded)
        {
            using EncodedSample file = encoded.ReadEncoded(sample);
            View view = framer.ViewOf(set.NameOf, sample, 0, file.Header.Size);
            framer.DecodeOnly(file, view, regionOf);
        }
        else
            reader.Samples.Read(sample);
    }
}
