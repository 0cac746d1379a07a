using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>Gives each unit to one of several policies, by weight: timm's switch between mixup and CutMix, for any policies.</summary>
/// <remarks>
/// All alternatives read the images as they were before the choice, so a partner is never half-mixed. An alternative's own
/// probability still applies to what it is given.
/// </remarks>
public sealed record Choice : Policy
{
    /// <summary>A choice between policies, one draw per batch.</summary>
    /// <exception cref="ArgumentException">No policy is given.</exception>
    public Choice(params ReadOnlySpan<Policy> policies)
        : this(ImmutableArray.Create(policies)) { }

    [JsonConstructor]
    internal Choice(ImmutableArray<Policy> policies)
        : base(Scope.Batch)
    {
        if (policies.IsDefaultOrEmpty)
            throw new ArgumentException("A choice needs at least one policy.", nameof(Policies));
        foreach (Policy policy in policies)
            ArgumentNullException.ThrowIfNull(policy, nameof(Policies));
        Policies = policies;
        Operations = 1 + (uint)policies.Sum(policy => policy.Operations);
    }

    /// <summary>The alternatives.</summary>
    public ImmutableArray<Policy> Policies { get; }

    /// <summary>One weight per alternative, of any sum; empty means alike.</summary>
    /// <exception cref="ArgumentException">Not one per policy, a negative one, or all 0.</exception>
    public ImmutableArray<double> Weights
    {
        get;
        init
        {
            ImmutableArray<double> weights = value.IsDefault ? [] : value;
            if (!weights.IsEmpty && weights.Length != Policies.Length)
                throw new ArgumentException(
                    $"A choice between {Policies.Length} policies needs {Policies.Length} weights; given {weights.Length}.",
                    nameof(Weights)
                );
            foreach (double weight in weights)
                if (!double.IsFinite(weight) || weight < 0)
                    throw new ArgumentException(
                        $"A weight is a number of at least 0; {weight} is not.",
                        nameof(Weights)
                    );
            if (!weights.IsEmpty && weights.Sum() == 0)
                throw new ArgumentException("All weights are 0; at least one must be above.", nameof(Weights));
            field = weights;
        }
    } = [];

    /// <summary>The same choice between others, as many of them.</summary>
    internal Choice WithPolicies(ImmutableArray<Policy> policies) =>
        new(policies)
        {
            Weights = Weights,
            Scope = Scope,
            Probability = Probability,
        };

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "choice";

    /// <inheritdoc/>
    [JsonIgnore]
    public override Mixing Mixing => Policies.Max(policy => policy.Mixing);

    /// <inheritdoc/>
    protected internal override Paint StrokePaint => Paint.Partner;

    internal override uint Operations { get; }

    internal override bool Frames => Policies.Any(policy => policy.Frames);

    internal override bool LabelsDrawnLambda => Policies.Any(policy => policy.LabelsDrawnLambda);

    internal override void AddOrigins(ImmutableArray<Origin>.Builder origins)
    {
        foreach (Policy policy in Policies)
            policy.AddOrigins(origins);
    }

    /// <inheritdoc/>
    protected internal override void Draw(Sketch sketch)
    {
        int[] chosen = ArrayPool<int>.Shared.Rent(sketch.Scene.Count);
        try
        {
            chosen.AsSpan(0, sketch.Scene.Count).Fill(-1);
            foreach (Unit unit in sketch.Units(Scope))
            {
                Rng rng = unit.Open();
                if (rng.Chance(Probability))
                    sketch.Give(unit, Pick(rng.NextDouble()), chosen);
            }
            sketch.DrawChosen(Policies, chosen);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(chosen);
        }
    }

    /// <summary>The alternative that a uniform draw in [0, 1) falls on.</summary>
    internal int Pick(double draw)
    {
        if (Weights.IsEmpty)
            return (int)(draw * Policies.Length);
        double sum = 0;
        foreach (double weight in Weights)
            sum += weight;
        double left = draw * sum;
        int last = 0;
        for (int index = 0; index < Weights.Length; index++)
        {
            if (Weights[index] == 0)
                continue;
            last = index;
            if (left < Weights[index])
                break;
            left -= Weights[index];
        }
        return last;
    }

    /// <inheritdoc/>
    protected internal override string? Conflict() =>
        Frames && Scope != Scope.Sample
            ? $"what an image shows of its source is decided for each image by itself; the scope of a choice with such policies is sample, not {Scope}."
            : Policies.Select(policy => policy.Conflict()).FirstOrDefault(conflict => conflict is not null);

    /// <inheritdoc/>
    public override string Describe()
    {
        double sum = Weights.IsEmpty ? Policies.Length : Weights.Sum();
        IEnumerable<string> parts = Policies.Select(
            (policy, index) =>
                $"{Percent((Weights.IsEmpty ? 1 : Weights[index]) / sum)} {policy.Describe().TrimEnd('.')}"
        );
        return $"One of {Policies.Length} for {Frequency()}: {string.Join("; or ", parts)}.";
    }

    /// <inheritdoc/>
    public bool Equals(Choice? other) =>
        base.Equals(other)
        && Policies.AsSpan().SequenceEqual(other.Policies.AsSpan())
        && Weights.AsSpan().SequenceEqual(other.Weights.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Policies.Length, Policies[0]);
}
