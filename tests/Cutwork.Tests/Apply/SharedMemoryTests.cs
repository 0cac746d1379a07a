using System.Runtime.InteropServices;

namespace Cutwork.Tests.Apply;

/// <summary>Labels that share memory with pixels, or with each other, are refused before anything is written.</summary>
public class SharedMemoryTests
{
    private const int Count = 2;
    private const int Classes = 4;

    private static readonly Size Size = new(4, 4);
    private static readonly Layout Gray = Layout.Planar(Size, 1);
    private static readonly Plan Plan = new Recipe(new Mixup(1)).Draw(new Key(1), Scene.Range(Size, 0, Count));

    private static readonly int[] Labels = [1, 2];

    // 32 pixels, then labels; overlapping ones begin this many elements before the end of the pixels.
    private static Span<float> After(float[] memory, int overlap, int length) =>
        memory.AsSpan(Count * 16 - overlap, length);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Soft_labels_and_pixels(int overlap)
    {
        float[] memory = new float[100];
        byte[] bytes = new byte[Count * 16];
        var images = new ImageBatch<float>(memory.AsSpan(0, Count * 16), Gray, Count);
        Check(
            overlap > 0,
            memory,
            () =>
                Plan.Apply(
                    new ImageBatch<float>(memory.AsSpan(0, Count * 16), Gray, Count),
                    Palette.UnitOf([0.5f], [1]),
                    Targets.Soft(Labels, After(memory, overlap, Count * Classes), Classes)
                )
        );
        Check(
            overlap > 0,
            memory,
            () =>
                Plan.Collate(
                    new ReadOnlyImageBatch<byte>(bytes, Gray, Count),
                    new ImageBatch<float>(memory.AsSpan(0, Count * 16), Gray, Count),
                    Palette.UnitOf([0.5f], [1]),
                    Targets.Soft(Labels, After(memory, overlap, Count * Classes), Classes)
                )
        );
        Check(
            overlap > 0,
            memory,
            () =>
                Plan.Apply(
                    new ReadOnlyImageBatch<float>(memory.AsSpan(0, Count * 16), Gray, Count),
                    new ImageBatch<float>(new float[Count * 16], Gray, Count),
                    Palette.UnitOf([0.5f], [1]),
                    Targets.Vectors(After(memory, overlap, Count * 3), 3)
                )
        );
        Assert.Equal(Count * 16, images.Data.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Pairs_and_the_sources_of_a_list(int overlap)
    {
        byte[] memory = new byte[Count * 16 + 64];
        SourceImage[] sources = [new(memory.AsMemory(0, 16), Gray), new(memory.AsMemory(16, 16), Gray)];
        int[] second = new int[Count];
        float[] lambda = new float[Count];
        Check(
            overlap > 0,
            memory,
            () =>
                Plan.Collate(
                    sources,
                    new ImageBatch<float>(new float[Count * 16], Gray, Count),
                    Palette.UnitOf([0.5f], [1]),
                    Targets.Pairs(
                        Labels,
                        MemoryMarshal.Cast<byte, int>(memory.AsSpan(Count * 16 - 4 * overlap))[..Count],
                        second,
                        lambda
                    )
                )
        );
    }

    [Fact]
    public void Each_pair_of_label_spans()
    {
        int[] memory = new int[8];
        // labels, first, second, weights: where each begins; two elements each.
        int[][] places =
        [
            [0, 2, 4, 6],
            [0, 1, 4, 6],
            [0, 2, 1, 6],
            [0, 2, 4, 1],
            [0, 2, 3, 6],
            [0, 2, 4, 3],
            [0, 2, 4, 5],
        ];
        foreach (int[] at in places)
        {
            Labels.CopyTo(memory, 0);
            void Run() =>
                Plan.Apply(
                    memory.AsSpan(at[0], 2),
                    memory.AsSpan(at[1], 2),
                    memory.AsSpan(at[2], 2),
                    MemoryMarshal.Cast<int, float>(memory.AsSpan(at[3], 2))
                );
            if (at == places[0])
                Run();
            else
                Assert.Contains("share memory", Assert.Throws<ArgumentException>(Run).Message);
        }
        int[] both = new int[2 + Count * Classes];
        Labels.CopyTo(both, 0);
        Assert.Contains(
            "share memory",
            Assert
                .Throws<ArgumentException>(() =>
                    Plan.Apply(
                        both.AsSpan(0, 2),
                        MemoryMarshal.Cast<int, float>(both.AsSpan(1, Count * Classes)),
                        Classes
                    )
                )
                .Message
        );
    }

    private static void Check<T>(bool isRefused, T[] memory, Action run)
        where T : struct
    {
        T[] before = [.. memory];
        if (!isRefused)
        {
            run();
            return;
        }
        Assert.Contains("share memory", Assert.Throws<ArgumentException>(run).Message);
        Assert.Equal(before, memory);
    }
}
