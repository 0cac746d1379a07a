namespace Cutwork;

/// <summary>One source image, and the window that is shown of it.</summary>
internal readonly ref struct ImageSource<T>(ReadOnlySpan<T> memory, Layout layout, Window window)
    where T : unmanaged
{
    public ReadOnlySpan<T> Memory { get; } = memory;

    public Layout Layout { get; } = layout;

    public Window Window { get; } = window;

    /// <summary>True where rows can be read as interleaved runs of this many channels.</summary>
    public bool IsInterleaved(int channels) => Layout.IsInterleaved && Layout.Channels == channels;

    public bool IsMirrored => Window.Mirror == Mirror.Horizontal;

    /// <summary>True where a part of the source is all on it.</summary>
    public bool Holds(Region part) => part.FitsIn(Layout.Size);
}
