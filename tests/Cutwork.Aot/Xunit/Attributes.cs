namespace Xunit;

/// <summary>Marks that the laws carry for xunit, without a meaning here: the program calls them by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAttribute : Attribute;

/// <inheritdoc cref="FactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryAttribute : Attribute;

/// <inheritdoc cref="FactAttribute"/>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class InlineDataAttribute(params object[] data) : Attribute
{
    public object[] Data => data;
}

/// <inheritdoc cref="FactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MemberDataAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Cases of one argument.</summary>
public sealed class TheoryData<T> : List<T>;

/// <summary>Cases of two.</summary>
public sealed class TheoryData<T1, T2> : List<(T1, T2)>;

/// <summary>Cases of four.</summary>
public sealed class TheoryData<T1, T2, T3, T4> : List<(T1, T2, T3, T4)>;
