using System.Security.Cryptography;
using System.Text;
using Cutwork;
using Cutwork.Aot;

// Checks the laws of the kernels, and prints one digest of everything that must not depend on how the program was compiled or on the processor
// and its vectors: the plans of all presets, bytes and floats painted with them, decoded JPEG files. CI runs it as JIT, as native code, for
// ARM64, and with the instruction sets narrowed, and compares the lines.
foreach (Law law in Law.All)
    try
    {
        law.Check();
    }
    catch (InvalidOperationException error)
    {
        return Fail($"{law.Name}: {error.Message}");
    }

using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
var size = new Size(37, 53);
foreach (Preset preset in Presets.All)
{
    if (!Recipe.FromJson(preset.Recipe.ToJson()).Equals(preset.Recipe))
        return Fail($"{preset.Name}: the recipe did not come back from JSON");
    Plan plan = preset.Recipe.Draw(new Key(2026, epoch: 3), Scene.Range(size, 1000, 9));
    if (!Plan.FromJson(plan.ToJson()).Equals(plan))
        return Fail($"{preset.Name}: the plan did not come back from JSON");
    digest.AppendData(Encoding.UTF8.GetBytes(plan.ToJson()));
    digest.AppendData(Bytes(plan));
    digest.AppendData(Floats(plan));
}
JpegDigest.Append(digest);
Console.WriteLine(Convert.ToHexString(digest.GetHashAndReset()));
return 0;

static byte[] Bytes(Plan plan)
{
    var layout = Layout.Interleaved(plan.Size, 3);
    byte[] pixels = new byte[layout.Elements * plan.Count];
    for (int i = 0; i < pixels.Length; i++)
        pixels[i] = (byte)(i * 31 + i / 7);
    plan.Apply(new ImageBatch<byte>(pixels, layout, plan.Count), Palette.Bytes);
    return pixels;
}

static byte[] Floats(Plan plan)
{
    var layout = Layout.Planar(plan.Size, 3);
    float[] pixels = new float[layout.Elements * plan.Count];
    for (int i = 0; i < pixels.Length; i++)
        pixels[i] = (i * 31 + i / 7) % 256 / 255f;
    plan.Apply(new ImageBatch<float>(pixels, layout, plan.Count), Palette.ImageNet);
    int[] labels = [.. Enumerable.Range(0, plan.Count)];
    float[] soft = new float[plan.Count * plan.Count];
    plan.Apply(labels, soft, plan.Count, smoothing: 0.1);
    return
    [
        .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(pixels),
        .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(soft),
    ];
}

static int Fail(string reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}
