using System.Text.Json;

namespace Cutwork.Tests.Parity;

/// <summary>One case: its batch of images, and what the reference made of it.</summary>
public sealed class GoldenCase
{
    public GoldenCase(string file, string id)
    {
        Json = Goldens.Case(file, id);
        int[] shape = Ints(Json.GetProperty("shape"));
        Count = shape.Length == 4 ? shape[0] : 1;
        Channels = shape[^3];
        Size = new Size(shape[^2], shape[^1]);
        Input = Floats(Json.GetProperty("input"));
        Output = Floats(Json.GetProperty("output"));
    }

    public JsonElement Json { get; }
    public int Count { get; }
    public int Channels { get; }
    public Size Size { get; }
    public float[] Input { get; }
    public float[] Output { get; }
    public bool IsBytes => Json.GetProperty("dtype").GetString() == "uint8";
    public JsonElement Params => Json.GetProperty("params");
    public JsonElement Draws => Json.GetProperty("draws");
    public string Reference => Json.GetProperty("reference").GetString()!;
    public Layout Layout => Layout.Planar(Size, Channels);

    /// <summary>Values are written as they are in these cases, so the palette's statistics play no part.</summary>
    public Palette Palette => IsBytes ? Palette.BytesOf([0.5f], [0.5f]) : Palette.Normalized([0.5f], [0.5f]);

    public Plan Plan(params ReadOnlySpan<Stage> stages) =>
        new(new Key(0), Size, [.. Enumerable.Range(0, Count)], [.. stages]);

    /// <summary>Paints the input with a plan, in the case's element type.</summary>
    public float[] Paint(Plan plan)
    {
        if (!IsBytes)
        {
            float[] painted = new float[Input.Length];
            plan.Apply(
                new ReadOnlyImageBatch<float>(Input, Layout, Count),
                new ImageBatch<float>(painted, Layout, Count),
                Palette
            );
            return painted;
        }
        byte[] source = [.. Input.Select(value => (byte)value)];
        byte[] result = new byte[source.Length];
        plan.Apply(
            new ReadOnlyImageBatch<byte>(source, Layout, Count),
            new ImageBatch<byte>(result, Layout, Count),
            Palette
        );
        return [.. result.Select(value => (float)value)];
    }

    /// <summary>Equal as numbers, so that 0 and −0 are one.</summary>
    public void AssertOutput(ReadOnlySpan<float> painted)
    {
        Assert.Equal(Output.Length, painted.Length);
        for (int i = 0; i < painted.Length; i++)
            Assert.True(painted[i] == Output[i], $"element {i}: painted {painted[i]:R}, reference {Output[i]:R}");
    }

    public static Region Box(JsonElement box)
    {
        int[] edges = Ints(box);
        return new Region(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]);
    }

    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    public static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    public static float[] Floats(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => (float)item.GetDouble())];

    public static Stroke Erasing(int position, Region region) =>
        new()
        {
            Position = position,
            Region = region,
            Source = Source.Fill,
            Partner = -1,
        };

    public static Stage Erasing(int count, Paint paint, params ReadOnlySpan<Stroke> strokes) =>
        new(count, [new Origin("golden", paint)], strokes);

    public static Stage Mixing(int count, params ReadOnlySpan<Stroke> strokes) =>
        new(count, [new Origin("golden", Cutwork.Paint.Partner)], strokes);
}
