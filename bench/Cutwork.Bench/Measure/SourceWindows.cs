namespace Cutwork.Bench;

/// <summary>Lists of source images larger than the batch's.</summary>
internal static class SourceWindows
{
    /// <summary>Images an eighth larger than the batch's, random crops, every second one mirrored.</summary>
    public static SourceImage[] Mirrored(Workbench bench)
    {
        var size = new Size(bench.Size.Height * 9 / 8, bench.Size.Width * 9 / 8);
        Layout layout = Layout.Interleaved(size, Workbench.Channels);
        NativeBuffer pixels = bench.Add((long)layout.Elements * bench.Count);
        Rng rng = new Key(3).Open();
        return
        [
            .. Enumerable
                .Range(0, bench.Count)
                .Select(i => new SourceImage(
                    pixels.Memory.Slice(i * layout.Elements, layout.Elements),
                    layout,
                    new Window(
                        rng.Below(size.Height - bench.Size.Height + 1),
                        rng.Below(size.Width - bench.Size.Width + 1),
                        i % 2 == 0 ? Mirror.None : Mirror.Horizontal
                    )
                )),
        ];
    }
}
