using System.Diagnostics.CodeAnalysis;

namespace Cutwork.Fuzz;

/// <summary>Something that reads what others wrote, with its contract.</summary>
internal abstract class Target : IDisposable
{
    /// <summary>One word, for tables and folders.</summary>
    public abstract string Name { get; }

    /// <summary>What is promised: which exceptions may come out, and what holds for whatever is accepted.</summary>
    public abstract string Promise { get; }

    /// <summary>The documented exceptions; every other one is a failure.</summary>
    public abstract IReadOnlyList<Type> Refusals { get; }

    /// <summary>Executions in a minute of a run that is counted, not timed; about four seconds of one core.</summary>
    public abstract int PerMinute { get; }

    /// <summary>How inputs are changed.</summary>
    public virtual IReadOnlyList<IMutator> Mutators { get; } = [new ByteMutator()];

    /// <summary>The most bytes of managed memory that one execution may take.</summary>
    public virtual long MostMemory => 256L << 20;

    /// <summary>The longest that an input may grow.</summary>
    public virtual int LongestInput => 1 << 15;

    /// <summary>Small inputs, made by the project's own code; most of them are accepted.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Sets right what a change breaks and nothing else depends on, such as checksums, so that changes are seen behind it.</summary>
    public virtual byte[] Repair(byte[] input) => input;

    /// <summary>Reads an input. Ends, or throws one of <see cref="Refusals"/>, or what is a failure.</summary>
    public abstract void Run(byte[] input);

    public virtual void Dispose() { }

    /// <summary>Whether an exception is a documented answer.</summary>
    public bool IsRefusal(Exception error, [NotNullWhen(true)] out string? reason)
    {
        reason = Refusals.Contains(error.GetType()) ? error.Message : null;
        return reason is not null;
    }
}
