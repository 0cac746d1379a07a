using System.Security.Cryptography;
using CsCheck;

namespace Cutwork.Imaging.Tests;

public sealed class ShapesDataSetTests
{
    [Fact]
    public void Box_mask_and_label_agree_at_every_size() =>
        Gen.Select(Gen.Int[1, 80], Gen.Int[1, 80], Gen.Int[0, 999], Gen.ULong)
            .Sample(
                (height, width, index, seed) =>
                {
                    using ShapesDataSet set = new(new Size(height, width), 1000, seed);
                    DataSample sample = set.Read(index);
                    LabeledBox box = Assert.Single(sample.Boxes);
                    byte[] mask = sample.Mask!;
                    Assert.Equal(sample.Label, box.Label);
                    Assert.Equal(set.LabelOf(index), sample.Label);
                    Assert.Equal(sample.Picture.Size.Area, mask.Length);
                    int[] on = [.. Enumerable.Range(0, mask.Length).Where(at => mask[at] != 0)];
                    Assert.NotEmpty(on);
                    Assert.All(on, at => Assert.Equal(sample.Label + 1, mask[at]));
                    int top = on.Min(at => at / width);
                    int left = on.Min(at => at % width);
                    Assert.Equal(
                        new Region(top, left, on.Max(at => at / width) - top + 1, on.Max(at => at % width) - left + 1),
                        box.Region
                    );
                },
                iter: 300,
                threads: 1
            );

    [Fact]
    public void Every_ten_in_a_row_hold_every_class_once()
    {
        using ShapesDataSet set = new(new Size(8, 8), 500, seed: 3);
        for (int first = 0; first < set.Count; first += 10)
            Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(first, 10).Select(set.LabelOf).Order());
        Assert.True(Enumerable.Range(0, 50).Select(group => set.LabelOf(group * 10)).Distinct().Count() > 5);
    }

    [Fact]
    public void A_sample_is_the_same_alone_in_any_order_and_on_any_thread()
    {
        using ShapesDataSet set = new(new Size(24, 40), 64);
        byte[][] inOrder = [.. Enumerable.Range(0, 64).Select(index => set.Read(index).Picture.Pixels)];
        byte[][] parallel = new byte[64][];
        Parallel.For(0, 64, index => parallel[63 - index] = set.Read(63 - index).Picture.Pixels);
        Assert.Equal(inOrder, parallel);
        using ShapesDataSet longer = new(new Size(24, 40), 1000);
        Assert.Equal(inOrder[7], longer.Read(7).Picture.Pixels);
    }

    [Fact]
    public void Seeds_and_parts_show_other_scenes()
    {
        Size size = new(16, 16);
        string[] scenes =
        [
            .. ((ulong, string)[])[(0, "train"), (1, "train"), (0, "test"), (0, "val"), (1, "test")] is var sets
                ? sets.Select(set =>
                    Convert.ToHexString(new ShapesDataSet(size, 1, set.Item1, set.Item2).Read(0).Picture.Pixels)
                )
                : [],
        ];
        Assert.Equal(scenes.Length, scenes.Distinct().Count());
        Assert.Contains(
            "no part \"tset\"",
            Assert.Throws<DataSetException>(() => new ShapesDataSet(size, 1, 0, "tset")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_scene_is_drawn_at_every_size()
    {
        using ShapesDataSet fine = new(new Size(128, 128), 40);
        using ShapesDataSet coarse = new(new Size(32, 32), 40);
        for (int index = 0; index < 40; index++)
        {
            Region large = fine.Read(index).Boxes[0].Region;
            Region small = coarse.Read(index).Boxes[0].Region;
            Assert.InRange(large.Top - 4 * small.Top, -8, 8);
            Assert.InRange(large.Bottom - 4 * small.Bottom, -8, 8);
            Assert.InRange(large.Left - 4 * small.Left, -8, 8);
            Assert.InRange(large.Right - 4 * small.Right, -8, 8);
        }
    }

    [Fact]
    public void Objects_stand_out_and_are_neither_specks_nor_everything()
    {
        using ShapesDataSet set = new(new Size(64, 64), 200);
        for (int index = 0; index < set.Count; index++)
        {
            DataSample sample = set.Read(index);
            Assert.InRange(sample.Mask!.Count(label => label != 0), 64 * 64 / 40, 64 * 64 / 2);
            double[] inside = new double[3];
            double[] outside = new double[3];
            int covered = sample.Mask!.Count(label => label != 0);
            for (int at = 0; at < sample.Mask!.Length; at++)
            for (int channel = 0; channel < 3; channel++)
                if (sample.Mask[at] != 0)
                    inside[channel] += sample.Picture.Pixels[at * 3 + channel] / (double)covered;
                else
                    outside[channel] +=
                        sample.Picture.Pixels[at * 3 + channel] / (double)(sample.Mask.Length - covered);
            Assert.True(inside.Zip(outside, (a, b) => Math.Abs(a - b)).Sum() > 40, $"sample {index}");
        }
    }

    // The promise "the same bytes on every machine": the one literal of its kind. It changes only with the drawing itself.
    [Fact]
    public void The_bytes_are_those_of_every_machine()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Size size in (Size[])[new(64, 64), new(33, 48), new(1, 1)])
        {
            using ShapesDataSet set = new(size, 200, seed: 42);
            for (int index = 0; index < set.Count; index++)
            {
                DataSample sample = set.Read(index);
                hash.AppendData(sample.Picture.Pixels);
                hash.AppendData(sample.Mask!);
            }
        }
        string bytes = Convert.ToHexString(hash.GetHashAndReset());
        Assert.Equal("1741317F69DA63A2", bytes[..16]);
    }

    [Fact]
    public void Indexes_and_counts_are_checked()
    {
        using ShapesDataSet set = new(new Size(8, 8), 3);
        Assert.Equal("shapes-train-000002", set.NameOf(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.NameOf(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShapesDataSet(new Size(8, 8), 0));
    }
}
