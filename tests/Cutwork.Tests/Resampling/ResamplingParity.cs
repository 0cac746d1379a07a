using System.Text.Json;
using Cutwork.Tests.Parity;

namespace Cutwork.Tests.Resampling;

/// <summary>Byte for byte what Pillow and OpenCV make: goldens/make_resampling.py.</summary>
public class ResamplingParity
{
    public static TheoryData<string> Ids => Goldens.Ids("resampling");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Bytes_are_the_reference_s(string id)
    {
        JsonElement golden = Goldens.Case("resampling", id);
        var filter = Enum.Parse<Filter>(golden.GetProperty("filter").GetString()!);
        Size size = SizeOf(golden.GetProperty("source"));
        int channels = golden.GetProperty("channels").GetInt32();
        float[] edges = [.. golden.GetProperty("box").EnumerateArray().Select(edge => edge.GetSingle())];
        byte[] pixels = Pictures.Hashed(size, channels, golden.GetProperty("contrast").GetBoolean());
        ImageView<byte> target = Pictures.Empty(SizeOf(golden.GetProperty("target")), channels);

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
        Assert.Equal(golden.GetProperty("sha256").GetString(), Pictures.Digest(target.Data.ToArray()));
    }

    private static Size SizeOf(JsonElement sides) => new(sides[0].GetInt32(), sides[1].GetInt32());
}
