using System.Text.Json;

namespace Cutwork.Imaging.Tests.Resampling;

/// <summary>Byte for byte what Pillow and OpenCV make: goldens/make_resampling.py.</summary>
public class ResamplingParity
{
    private static readonly Dictionary<string, JsonElement> Cases = Load();

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Bytes_are_the_reference_s(string id)
    {
        JsonElement golden = Cases[id];
        var filter = Enum.Parse<Filter>(golden.GetProperty("filter").GetString()!);
        Size size = SizeOf(golden.GetProperty("source"));
        int channels = golden.GetProperty("channels").GetInt32();
        float[] edges = [.. golden.GetProperty("box").EnumerateArray().Select(edge => edge.GetSingle())];
        byte[] pixels = HashedPictures.Hashed(size, channels, golden.GetProperty("contrast").GetBoolean());
        ImageView<byte> target = HashedPictures.Empty(SizeOf(golden.GetProperty("target")), channels);

        new Resampler().Resample(
            new ReadOnlyImageView<byte>(pixels, Layout.Interleaved(size, channels)),
            new Box(edges[0], edges[1], edges[2], edges[3]),
            target,
            filter
        );

        Assert.Equal(
            golden.GetProperty("start").GetString(),
            Convert.ToHexStringLower(target.Data[..Math.Min(12, target.Data.Length)])
        );
        Assert.Equal(golden.GetProperty("sha256").GetString(), HashedPictures.Digest(target.Data.ToArray()));
    }

    private static Size SizeOf(JsonElement sides) => new(sides[0].GetInt32(), sides[1].GetInt32());

    private static Dictionary<string, JsonElement> Load()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Resampling", "goldens", "resampling.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document
            .RootElement.GetProperty("cases")
            .EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.Clone());
    }
}
