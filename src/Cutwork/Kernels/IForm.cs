namespace Cutwork;

/// <summary>How a run of bytes is told apart into three vectors.</summary>
internal unsafe interface IForm
{
    /// <summary>True where interleaved pixels become planes; false where element follows element on both sides.</summary>
    static abstract bool Splits { get; }
}

/// <summary>Interleaved RGB into three planes.</summary>
internal readonly struct SplitForm : IForm
{
    public static bool Splits => true;
}

/// <summary>Element by element.</summary>
internal readonly struct StraightForm : IForm
{
    public static bool Splits => false;
}
