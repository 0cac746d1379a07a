namespace Cutwork;

/// <summary>The labels that go with a batch: written by the same call that paints it, so that both follow one plan.</summary>
public readonly ref struct Targets
{
    private enum Form
    {
        None,
        Soft,
        Pairs,
        Vectors,
    }

    private readonly Form form;
    private readonly ReadOnlySpan<int> labels;
    private readonly Span<float> floats;
    private readonly Span<int> first;
    private readonly Span<int> second;
    private readonly int width;
    private readonly double smoothing;

    private Targets(
        Form form,
        ReadOnlySpan<int> labels,
        Span<float> floats,
        Span<int> first,
        Span<int> second,
        int width,
        double smoothing
    )
    {
        this.form = form;
        this.labels = labels;
        this.floats = floats;
        this.first = first;
        this.second = second;
        this.width = width;
        this.smoothing = smoothing;
    }

    /// <summary>No labels.</summary>
    public static Targets None => default;

    /// <summary>Dense soft labels, B × classes, each row summing to 1.</summary>
    /// <param name="labels">One class index per image, then one per partner where the plan has some (<see cref="Plan.Partners"/>).</param>
    /// <param name="softLabels">B × classes, image by image.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="smoothing">ε of label smoothing, applied once, before mixing.</param>
    public static Targets Soft(ReadOnlySpan<int> labels, Span<float> softLabels, int classes, double smoothing = 0) =>
        new(Form.Soft, labels, softLabels, default, default, classes, smoothing);

    /// <summary>The pair form: own labels, partners' labels, own weights λ.</summary>
    /// <param name="labels">One class index per image, then one per partner where the plan has some (<see cref="Plan.Partners"/>).</param>
    /// <param name="first">The own labels, y_a.</param>
    /// <param name="second">The partners' labels, y_b.</param>
    /// <param name="lambda">The own labels' weights.</param>
    public static Targets Pairs(ReadOnlySpan<int> labels, Span<int> first, Span<int> second, Span<float> lambda) =>
        new(Form.Pairs, labels, lambda, first, second, 0, 0);

    /// <summary>One vector per image, mixed in place: one-hot, multi-label, regression.</summary>
    /// <param name="vectors">B × width, image by image; then the partners' where the plan has some.</param>
    /// <param name="width">Elements per image.</param>
    public static Targets Vectors(Span<float> vectors, int width) =>
        new(Form.Vectors, default, vectors, default, default, width, 0);

    /// <summary>Refuses labels that share memory with pixels: each would be overwritten by the other.</summary>
    internal void CheckApart<T>(ReadOnlySpan<T> pixels, string what)
        where T : unmanaged
    {
        if (form == Form.None)
            return;
        if (
            SharedMemory.IsShared(pixels, labels)
            || SharedMemory.IsShared<T, float>(pixels, floats)
            || SharedMemory.IsShared<T, int>(pixels, first)
            || SharedMemory.IsShared<T, int>(pixels, second)
        )
            throw new ArgumentException(
                $"The labels and the {what} share memory, so that each would be overwritten by the other; give labels memory of their own."
            );
    }

    /// <summary>Writes them; everything is checked before anything is written.</summary>
    internal void Write(Plan plan)
    {
        switch (form)
        {
            case Form.Soft:
                plan.Apply(labels, floats, width, smoothing);
                break;
            case Form.Pairs:
                plan.Apply(labels, first, second, floats);
                break;
            case Form.Vectors:
                plan.ApplyToVectors(floats, width);
                break;
            default:
                break;
        }
    }
}
