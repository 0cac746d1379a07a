using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>The units to draw for, one after the other: what <c>foreach</c> over <see cref="Sketch.Units"/> goes through.</summary>
public ref struct Units
{
    private readonly Key key;
    private readonly uint address;
    private readonly Scope scope;
    private readonly ReadOnlySpan<int> samples;
    private readonly ReadOnlySpan<int> occurrences; // empty: each its first
    private readonly ReadOnlySpan<int> choices;
    private readonly int choice;
    private readonly int last;
    private int first;

    internal Units(Key key, uint address, Scope scope, Scene scene, ReadOnlySpan<int> choices, int choice)
    {
        this.key = key;
        this.address = address;
        this.scope = scope;
        this.choices = choices;
        this.choice = choice;
        samples = scene.Samples.AsSpan();
        occurrences = scene.Occurrences.AsSpan();
        last = scope switch
        {
            Scope.Batch => 0,
            Scope.Pair => (samples.Length - 1) / 2,
            _ => samples.Length - 1,
        };
        first = -1;
    }

    /// <summary>The unit that was reached.</summary>
    public readonly Unit Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            (int step, int images) = Rest();
            int occurrence = occurrences.IsEmpty ? 0 : occurrences[first];
            return new Unit(key.ForChecked(samples[first], address, occurrence), first, step, images);
        }
    }

    /// <summary>Goes to the next unit; false where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        while (first < last)
        {
            first++;
            if (choices.IsEmpty || HasChosen())
                return true;
        }
        return false;
    }

    /// <summary>Itself, before the first unit.</summary>
    public readonly Units GetEnumerator() => this;

    /// <summary>The step from the first image to the others, and the number of images.</summary>
    private readonly (int Step, int Images) Rest()
    {
        if (scope == Scope.Sample)
            return (0, 1);
        if (scope == Scope.Batch)
            return (1, samples.Length);
        int toOther = samples.Length - 1 - 2 * first;
        return (toOther, toOther == 0 ? 1 : 2);
    }

    private readonly bool HasChosen()
    {
        (int step, int images) = Rest();
        for (int position = first; images > 0; images--, position += step)
            if (choices[position] == choice)
                return true;
        return false;
    }
}
