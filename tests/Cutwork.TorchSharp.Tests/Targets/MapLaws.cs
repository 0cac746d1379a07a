using System.Numerics;
using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

/// <summary>A plan's label maps on tensors are its label maps on spans, refusals included.</summary>
public class MapLaws
{
    [Fact]
    public void Maps_are_those_of_the_spans_in_every_type_and_memory_or_refused_as_they_are()
    {
        int painted = 0;
        MapCase.Any.Sample(
            given =>
            {
                foreach (long? erased in (long?[])[null, MapCase.Ignored])
                {
                    Check<byte>(given, ScalarType.Byte, erased, ref painted);
                    Check<short>(given, ScalarType.Int16, erased, ref painted);
                    Check<int>(given, ScalarType.Int32, erased, ref painted);
                    Check<long>(given, ScalarType.Int64, erased, ref painted);
                }
            },
            iter: 100,
            threads: 1
        );
        Assert.True(painted > 100, $"Only {painted} batches were not refused.");
    }

    private static void Check<T>(MapCase given, ScalarType type, long? erased, ref int painted)
        where T : unmanaged, IBinaryInteger<T>
    {
        using DisposeScope scope = NewDisposeScope();
        Plan plan = given.Plan;
        T[] maps = [.. given.Labels.Select(T.CreateChecked)];
        T[] expected = new T[plan.Count * given.Size.Height * given.Size.Width];
        Exception? refused = Record.Exception(() =>
            plan.ApplyToMaps(
                Batch(maps, plan, plan.PlaceCount),
                Batch(expected, plan, plan.Count),
                erased is { } label ? T.CreateChecked(label) : null
            )
        );
        foreach (Tensor tensor in given.InMemory(type))
        {
            if (refused is not null)
            {
                Assert.Equal(
                    refused.Message,
                    Assert.Throws(refused.GetType(), () => plan.LabelMaps(tensor, erased)).Message
                );
                continue;
            }
            Tensor actual = plan.LabelMaps(tensor, erased);
            Assert.Equal([plan.Count, given.Size.Height, given.Size.Width], actual.shape);
            Assert.Equal(type, actual.dtype);
            Assert.Equal(expected, actual.data<T>().ToArray());
            painted++;
        }
    }

    [Fact]
    public void Pairs_are_those_of_the_spans_or_refused_as_they_are()
    {
        int painted = 0;
        MapCase.Any.Sample(
            given =>
            {
                using DisposeScope scope = NewDisposeScope();
                Plan plan = given.Plan;
                long[] first = new long[plan.Count * given.Size.Height * given.Size.Width];
                long[] second = new long[first.Length];
                float[] weights = new float[plan.Count];
                Exception? refused = Record.Exception(() =>
                    plan.ApplyToMapPairs(
                        Batch(given.Labels, plan, plan.PlaceCount),
                        Batch(first, plan, plan.Count),
                        Batch(second, plan, plan.Count),
                        weights,
                        -100L
                    )
                );
                foreach (ScalarType type in (ScalarType[])[ScalarType.Byte, ScalarType.Int32, ScalarType.Int64])
                foreach (Tensor maps in given.InMemory(type))
                {
                    if (refused is not null)
                    {
                        Exception said = Assert.Throws(refused.GetType(), () => plan.LabelMapPairs(maps, -100));
                        Assert.Equal(refused.Message, said.Message);
                        continue;
                    }
                    (Tensor own, Tensor partner, Tensor share) = plan.LabelMapPairs(maps, -100);
                    Assert.Equal([plan.Count, given.Size.Height, given.Size.Width], own.shape);
                    Assert.Equal(first, own.data<long>().ToArray());
                    Assert.Equal(second, partner.data<long>().ToArray());
                    Assert.Equal(weights, share.data<float>().ToArray());
                    painted++;
                }
            },
            iter: 100,
            threads: 1
        );
        Assert.True(painted > 100, $"Only {painted} batches were not refused.");
    }

    [Fact]
    public void Soft_maps_are_those_of_the_spans() =>
        MapCase.Any.Sample(
            given =>
            {
                using DisposeScope scope = NewDisposeScope();
                Plan plan = given.Plan;
                float[] expected = new float[plan.Count * MapCase.Classes * given.Size.Height * given.Size.Width];
                plan.ApplyToSoftMaps<long>(
                    Batch(given.Labels, plan, plan.PlaceCount),
                    new ImageBatch<float>(expected, Layout.Planar(given.Size, MapCase.Classes), plan.Count),
                    MapCase.Ignored
                );
                foreach (ScalarType type in (ScalarType[])[ScalarType.Byte, ScalarType.Int64])
                foreach (Tensor maps in given.InMemory(type))
                {
                    Tensor soft = plan.SoftLabelMaps(maps, MapCase.Classes, MapCase.Ignored);
                    Assert.Equal([plan.Count, MapCase.Classes, given.Size.Height, given.Size.Width], soft.shape);
                    Assert.Equal(ScalarType.Float32, soft.dtype);
                    Assert.Equal(expected, soft.data<float>().ToArray());
                }
            },
            iter: 100,
            threads: 1
        );

    private static ImageBatch<T> Batch<T>(T[] elements, Plan plan, int count)
        where T : unmanaged => new(elements, Layout.Planar(plan.Size, 1), count);
}
