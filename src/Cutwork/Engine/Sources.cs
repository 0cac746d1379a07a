using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>The source images of one call: a batch of one layout, or images anywhere in memory, each with its window.</summary>
internal sealed unsafe class Sources<T>
    where T : unmanaged
{
    private SourceImage[] images = [];
    private int count;
    private T* memory;
    private nint stride;
    private Layout layout;
    private Size shown;

    /// <summary>True where each image has a layout and a window of its own.</summary>
    public bool AreListed { get; private set; }

    /// <summary>One image.</summary>
    public ImageSource<T> this[int position]
    {
        get
        {
            if (!AreListed)
                return new(new ReadOnlySpan<T>(memory + position * stride, layout.Extent), layout, default);
            ref SourceImage image = ref images[position];
            return new(
                MemoryMarshal.Cast<byte, T>(image.Pixels.Span),
                image.Layout,
                Near(image.Window, image.Layout.Size)
            );
        }
    }

    /// <summary>Takes a batch whose memory stays where it is.</summary>
    public void Take(T* first, nint imageStride, Layout imageLayout)
    {
        memory = first;
        stride = imageStride;
        layout = imageLayout;
        AreListed = false;
    }

    /// <summary>Takes images of which windows of one size are shown.</summary>
    public void Take(ReadOnlySpan<SourceImage> list, Size size)
    {
        if (images.Length < list.Length)
            images = new SourceImage[list.Length];
        list.CopyTo(images);
        count = list.Length;
        shown = size;
        AreListed = true;
    }

    /// <summary>Holds on to nothing of the caller's.</summary>
    public void Release()
    {
        memory = null;
        images.AsSpan(0, count).Clear();
        count = 0;
    }

    /// <summary>The rows of one image of a batch from a pixel on, where they are.</summary>
    public RowView<T> Rows(int position, int top, int left) =>
        new(
            memory + position * stride + top * (nint)layout.RowStride + left * (nint)layout.PixelStride,
            layout.RowStride,
            layout.Channels == 1 ? 0 : layout.ChannelStride
        );

    /// <summary>A window that shows the same and is at most its own size away from its image: its places can be added up.</summary>
    private Window Near(Window window, Size size) =>
        window with
        {
            Top = Math.Clamp(window.Top, -shown.Height, size.Height),
            Left = Math.Clamp(window.Left, -shown.Width, size.Width),
        };
}
