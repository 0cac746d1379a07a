using System.Text.Json;

namespace Cutwork.Tests.Parity;

public class RandomErasingParity
{
    public static TheoryData<string> Ids => Goldens.Ids("random-erasing");

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_gate_decides_as_the_reference(string id)
    {
        var golden = new GoldenCase("random-erasing", id);
        RandomErasing preset = PolicyOf(golden);
        int decided = 0;
        foreach (JsonElement image in golden.Draws.GetProperty("images").EnumerateArray())
        {
            if (image.GetProperty("probability_draw").ValueKind == JsonValueKind.Null)
                continue; // timm's num_splits: nothing is drawn for these; here, they are left out of the scene
            Assert.Equal(
                image.GetProperty("erase").GetBoolean(),
                preset.Passes(image.GetProperty("probability_draw").GetDouble())
            );
            decided++;
        }
        Assert.True(decided > 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Attempts_are_rounded_and_accepted_as_the_reference(string id)
    {
        var golden = new GoldenCase("random-erasing", id);
        int limit = golden.Params.GetProperty("attempts").GetInt32();
        foreach ((JsonElement hole, int count, _) in Holes(golden))
        {
            JsonElement[] attempts = [.. hole.GetProperty("attempts").EnumerateArray()];
            Assert.InRange(attempts.Length, 1, limit);
            foreach (JsonElement attempt in attempts)
            {
                double area = attempt.GetProperty("area_fraction").GetDouble() * golden.Size.Area / count;
                (int height, int width) = ErasingBox.Sides(area, attempt.GetProperty("aspect").GetDouble());

                Assert.Equal(
                    (attempt.GetProperty("height").GetInt32(), attempt.GetProperty("width").GetInt32()),
                    (height, width)
                );
                Assert.Equal(
                    attempt.GetProperty("accepted").GetBoolean(),
                    ErasingBox.Accepts(height, width, golden.Size)
                );
            }
            bool failed = hole.GetProperty("box").ValueKind == JsonValueKind.Null;
            Assert.Equal(!failed, attempts[^1].GetProperty("accepted").GetBoolean());
            Assert.True(!failed || attempts.Length == limit);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Pixels_are_the_reference_s(string id)
    {
        var golden = new GoldenCase("random-erasing", id);
        float[] painted = golden.Input;
        foreach ((JsonElement hole, _, int position) in Holes(golden))
        {
            if (hole.GetProperty("box").ValueKind == JsonValueKind.Null)
                continue;
            Region box = GoldenCase.Box(hole.GetProperty("box"));
            JsonElement[] attempts = [.. hole.GetProperty("attempts").EnumerateArray()];
            Assert.Equal(
                new Region(
                    hole.GetProperty("top").GetInt32(),
                    hole.GetProperty("left").GetInt32(),
                    attempts[^1].GetProperty("height").GetInt32(),
                    attempts[^1].GetProperty("width").GetInt32()
                ),
                box
            );
            painted = Fill(golden, painted, position, box, hole.GetProperty("fill"));
        }
        golden.AssertOutput(painted);
    }

    private static float[] Fill(GoldenCase golden, float[] pixels, int position, Region box, JsonElement fill)
    {
        // The official code fills the first channel alone of an image that has neither one nor three; a slice does the same.
        int channels = fill.GetProperty("channels").GetInt32();
        double[] values = GoldenCase.Doubles(fill.GetProperty("values"));
        bool constant = fill.GetProperty("kind").GetString() == "constant";
        // Recorded noise can't come out of a seed of ours: it is pasted from an image that holds it.
        float[] noise = constant ? [] : NoiseImage(golden, box, channels, values);
        Stroke stroke = GoldenCase.Erasing(0, box);
        Stage stage = constant
            ? GoldenCase.Erasing(1, Paint.Raw([.. values.Take(channels)]), stroke)
            : GoldenCase.Mixing(2, stroke with { Source = Source.Partner, Partner = 1 });
        var plan = new Plan(new Key(0), golden.Size, constant ? [0] : [0, 1], [stage]);

        Layout slice = Layout.Planar(golden.Size, channels);
        int start = position * golden.Layout.Elements;
        float[] batch = [.. pixels.AsSpan(start, slice.Elements), .. noise];
        if (golden.IsBytes)
        {
            byte[] bytes = [.. batch.Select(value => (byte)value)];
            plan.Apply(new ImageBatch<byte>(bytes, slice, plan.Count), golden.Palette);
            batch = [.. bytes.Select(value => (float)value)];
        }
        else
            plan.Apply(new ImageBatch<float>(batch, slice, plan.Count), golden.Palette);
        float[] result = [.. pixels];
        batch.AsSpan(0, slice.Elements).CopyTo(result.AsSpan(start));
        return result;
    }

    private static float[] NoiseImage(GoldenCase golden, Region box, int channels, double[] values)
    {
        Layout layout = Layout.Planar(golden.Size, channels);
        float[] image = new float[layout.Elements];
        int next = 0;
        for (int channel = 0; channel < channels; channel++)
        for (int y = box.Top; y < box.Bottom; y++)
        for (int x = box.Left; x < box.Right; x++)
            image[layout.Offset(channel, y, x)] = (float)values[next++];
        return image;
    }

    private static IEnumerable<(JsonElement Hole, int Count, int Position)> Holes(GoldenCase golden)
    {
        int position = 0;
        foreach (JsonElement image in golden.Draws.GetProperty("images").EnumerateArray())
        {
            int count = image.TryGetProperty("count", out JsonElement given) ? given.GetInt32() : 1;
            foreach (JsonElement hole in image.GetProperty("holes").EnumerateArray())
                yield return (hole, count, position);
            position++;
        }
    }

    private static RandomErasing PolicyOf(GoldenCase golden)
    {
        string preset = golden.Reference switch
        {
            "random-erasing-official" => "random-erasing-paper",
            "torchvision-random-erasing" => "torchvision-random-erasing",
            "timm-random-erasing" => "timm-random-erasing",
            _ => throw new ArgumentException($"no preset for {golden.Reference}"),
        };
        string probability = golden.Reference == "torchvision-random-erasing" ? "p" : "probability";
        return (RandomErasing)Presets.Get(preset).Recipe.Policies[0] with
        {
            Probability = golden.Params.GetProperty(probability).GetDouble(),
        };
    }
}
