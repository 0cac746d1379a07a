namespace Cutwork.Loading;

/// <summary>What to do with a sample that cannot be read.</summary>
public enum OnDamage
{
    /// <summary>The epoch ends with the sample's error, at its step; all steps before it are delivered.</summary>
    Stop,

    /// <summary>The sample is left out of its batch, named in <see cref="LoadedBatch{T}.Skipped"/> and counted.</summary>
    Skip,
}
