namespace Cutwork;

/// <summary>A factor on every probability of a recipe, changing linearly over the first epochs of a phase.</summary>
public sealed record Ramp
{
    /// <summary>A ramp from one factor to another over a number of epochs; both from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is outside of 0 to 1, or there is no epoch.</exception>
    public Ramp(double start, double end, int epochs)
    {
        Start = Guard.Probability(start, nameof(start));
        End = Guard.Probability(end, nameof(end));
        Epochs = Guard.AtLeast(epochs, 1, nameof(epochs), "epoch");
    }

    /// <summary>The factor in the phase's first epoch.</summary>
    public double Start { get; }

    /// <summary>The factor from epoch <see cref="Epochs"/> of the phase on.</summary>
    public double End { get; }

    /// <summary>Epochs from the one to the other.</summary>
    public int Epochs { get; }

    /// <summary>The factor, a number of epochs after the phase's first.</summary>
    internal double At(int elapsed) => elapsed >= Epochs ? End : Start + (End - Start) * elapsed / Epochs;
}
