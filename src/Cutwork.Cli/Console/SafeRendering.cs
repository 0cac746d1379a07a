using Cutwork.Imaging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Cutwork.Cli;

/// <summary>Tables and bars whose words control no terminal.</summary>
internal sealed class SafeRendering : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Safe(renderable));

    private sealed class Safe(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            foreach (Segment segment in inner.Render(options, maxWidth))
                yield return segment.IsControlCode
                || segment.IsLineBreak
                || SafeName.ShowText(segment.Text) == segment.Text
                    ? segment
                    : new Segment(SafeName.ShowText(segment.Text), segment.Style);
        }
    }
}
