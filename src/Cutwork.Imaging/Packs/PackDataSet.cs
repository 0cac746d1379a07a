using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>A pack of decoded samples in a mapped file (docs/packs.md).</summary>
/// <remarks>What is asked for at every view is kept in managed memory; a sample's pixels are checked when they are first read.</remarks>
internal sealed class PackDataSet : IMappedDataSet
{
    private readonly PackFile pack;
    private readonly PackPlace[] places;
    private readonly Layout[] layouts;

    /// <summary>Takes an open pack over.</summary>
    /// <exception cref="DataSetException">A sample is damaged, where all are checked.</exception>
    public PackDataSet(PackFile pack, bool checkAll)
    {
        this.pack = pack;
        places = PackPlace.Of(pack, out layouts);
        for (int index = 0; checkAll && index < places.Length; index++)
        {
            CheckPixels(index);
            _ = MaskOf(index);
            _ = BoxesOf(index);
        }
    }

    public string Name => pack.Name;

    public IReadOnlyList<string> Classes => pack.Classes;

    public int Count => places.Length;

    public DataSetAccount Account
    {
        get
        {
            using IDisposable hold = Hold();
            return pack.Account;
        }
    }

    public SourceImage View(int index)
    {
        ref PackPlace place = ref places[pack.Find(index)];
        if (!place.IsSound)
            CheckPixels(index);
        ref readonly Layout layout = ref layouts[place.Layout];
        pack.Announce(place.Pixels, layout.Extent);
        return new SourceImage(pack.Memory(place.Pixels, layout.Extent), layout);
    }

    public int LabelOf(int index) => places[pack.Find(index)].Label;

    public ReadOnlyMemory<byte> MaskOf(int index)
    {
        pack.Find(index);
        using IDisposable hold = Hold();
        return pack.MaskOf(index, pack.Entry(index));
    }

    public ImmutableArray<LabeledBox> BoxesOf(int index)
    {
        pack.Find(index);
        if (pack.Header.BoxCount == 0)
            return []; // without a look at the entry, which is in no cache
        using IDisposable hold = Hold();
        return pack.BoxesOf(index, pack.Entry(index));
    }

    public string NameOf(int index)
    {
        pack.Find(index);
        using IDisposable hold = Hold();
        return pack.NameOf(pack.Entry(index));
    }

    public DataSample Read(int index)
    {
        using IDisposable hold = Hold();
        SourceImage image = View(index);
        var picture = new Picture(image.Layout.Size, image.Layout.Channels, image.Pixels.ToArray());
        return new DataSample(index, NameOf(index), picture, LabelOf(index))
        {
            Boxes = BoxesOf(index),
            Mask = MaskOf(index) is { IsEmpty: false } mask ? mask.ToArray() : null,
        };
    }

    public IDisposable Hold() => pack.Hold();

    public void Dispose() => pack.Dispose();

    // Two threads may both check a sample; they find the same.
    private void CheckPixels(int index)
    {
        using IDisposable hold = Hold();
        ref PackPlace place = ref places[index];
        ReadOnlySpan<byte> pixels = pack.Memory(place.Pixels, layouts[place.Layout].Extent).Span;
        pack.Check(index, "pixels", pixels, pack.Entry(index).DataChecksum);
        place.MarkSound();
    }
}
