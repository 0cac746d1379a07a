using System.Text.Json;
using Cutwork.Bench;

namespace Cutwork.Cli.Tests;

/// <summary>What the bench says; how fast it is, is nothing that a test could hold.</summary>
public sealed class BenchTests
{
    private static readonly string[] Rows =
    [
        "limit: copy",
        "limit: fill",
        "limit: u8 to f32 stream",
        "limit: in-place stream",
        "normalized only",
        "mixup, reversed pairing",
        "CutMix, half of the area on average",
        "mixup, constant erase",
        "mixup, Gaussian erase",
        "mixup to bf16 NCHW",
        "mixup f32 in place, reversed pairing",
        "mixup f32 in place, shuffled",
        "CutMix f32 in place",
        "Cutout f32 in place",
        "Random Erasing f32 in place, constant",
        "normals painted",
        "uniform numbers painted",
        "drawing Cutout",
        "drawing Random Erasing",
        "drawing mixup",
        "drawing CutMix",
        "drawing preset timm",
        "drawing mixup per sample",
        "drawing CutMix per sample",
    ];

    private static readonly string[] Tiny = ["bench", "--seconds", "1", "--size", "32x40", "--batch", "16"];

    [Fact]
    public async Task TheTableHasEveryRowTheMachineAndWhatTheRowsMean()
    {
        string output = (await Tool.Run(Tiny)).Succeeds().Output;

        foreach (string row in Rows)
            Assert.Contains($"  {row} ", output);
        Assert.Matches(@"\.NET 10\.\d+\.\d+; 16 images of 3×32×40", output);
        Assert.Contains($"vectors of {Processor.VectorBits} bits", output);
        Assert.Matches(@"\d+ % +[█·]{20}", output);
        Assert.Contains("A limit is the fastest loop found", output);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public async Task JsonIsOneObjectALine()
    {
        string output = (await Tool.Run([.. Tiny, "--json"])).Succeeds().Output;
        JsonElement[] lines = [.. output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(16, lines[0].GetProperty("batch").GetInt32());
        Assert.Equal(Environment.ProcessorCount, lines[0].GetProperty("processors").GetInt32());
        foreach (string row in Rows)
            Assert.Contains(lines[1..], line => line.GetProperty("row").GetString() == row);
        Assert.All(lines[1..], line => Assert.True(line.GetProperty("value").GetDouble() > 0, line.ToString()));
        Assert.All(lines[1..], line => Assert.True(line.GetProperty("ms").GetDouble() > 0, line.ToString()));
    }

    [Theory]
    [InlineData("bench --seconds 0", "--seconds: \"0\" is not a whole number from 1 to 86400.")]
    [InlineData("bench --batch 1", "--batch: \"1\" is not a whole number from 2 to 16777216.")]
    [InlineData("bench --size big", "--size")]
    [InlineData("bench --sceonds 3", "did you mean --seconds?")]
    [InlineData("bench --size 1000 --batch 1000", "give a smaller --batch or --size")]
    public async Task WhatCannotBeMeasuredIsRefused(string line, string said) =>
        (await Tool.Run(line.Split(' '))).Fails(2, said);

    [Fact]
    public void TheWaysOfALimitMoveTheSame()
    {
        using var bench = new Workbench(new Size(8, 16), 6);
        var plain = new float[bench.Bytes.Bytes];
        for (int i = 0; i < plain.Length; i++)
            plain[i] = bench.Bytes.GetSpan()[i];
        foreach (int threads in (int[])[1, 2, 3])
        {
            using var gang = new Gang(threads);
            for (int way = 0; way < bench.Widening.Ways; way++)
            {
                bench.Floats.As<float>().Clear();
                bench.Widening.Time(gang, way);
                Assert.Equal(plain, bench.Floats.As<float>().ToArray());
            }
            float[] images = bench.Images.As<float>().ToArray();
            for (int way = 0; way < bench.Copying.Ways; way++)
            {
                bench.Floats.As<float>().Clear();
                bench.Copying.Time(gang, way);
                Assert.Equal(images, bench.Floats.As<float>().ToArray());
            }
            for (int way = 0; way < bench.Filling.Ways; way++)
            {
                bench.Floats.As<float>().Clear();
                bench.Filling.Time(gang, way);
                Assert.Equal(Enumerable.Repeat(CopyKernels.Paint, images.Length), bench.Floats.As<float>().ToArray());
            }
            for (int way = 0; way < bench.Scaling.Ways; way++)
            {
                bench.Scaling.Time(gang, way);
                images = [.. images.Select(value => -value)];
                Assert.Equal(images, bench.Images.As<float>().ToArray());
            }
        }
    }
}
