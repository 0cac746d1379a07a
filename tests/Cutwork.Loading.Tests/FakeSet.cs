using System.Collections.Immutable;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests;

/// <summary>Pictures made of their index, with whatever may go wrong on the way.</summary>
internal sealed class FakeSet(int count, Size size) : IDataSet
{
    private int reads;
    private int inside;

    public string Name => "fake";

    public IReadOnlyList<string> Classes { get; } = ["even", "odd", "third"];

    public int Count => count;

    /// <summary>Runs before a sample is read.</summary>
    public Action<int> Before { get; init; } = _ => { };

    public int Channels { get; init; } = 3;

    /// <summary>The size of a sample's picture; the set's where left out.</summary>
    public Func<int, Size> SizeOf { get; init; } = _ => size;

    /// <summary>The objects of a sample.</summary>
    public Func<int, ImmutableArray<LabeledBox>> BoxesOf { get; init; } = _ => [];

    /// <summary>The mask of a sample.</summary>
    public Func<int, byte[]?> MaskOf { get; init; } = _ => null;

    public int Reads => Volatile.Read(ref reads);

    /// <summary>Calls of <see cref="Read"/> that have not returned.</summary>
    public int Inside => Volatile.Read(ref inside);

    public string NameOf(int index) => $"picture {index}";

    public DataSample Read(int index)
    {
        Interlocked.Increment(ref inside);
        try
        {
            Before(index);
            Interlocked.Increment(ref reads);
            Size own = SizeOf(index);
            byte[] pixels = new byte[own.Area * Channels];
            Rng rng = new Key(77, 0, index).Open();
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)rng.NextUInt32();
            return new DataSample(index, NameOf(index), new Picture(own, Channels, pixels), index % 3)
            {
                Boxes = BoxesOf(index),
                Mask = MaskOf(index),
            };
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    public void Dispose() { }
}
