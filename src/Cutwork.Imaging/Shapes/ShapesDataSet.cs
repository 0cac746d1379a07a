namespace Cutwork.Imaging;

/// <summary>stub</summary>
public sealed class ShapesDataSet : IDataSet
{
    /// <summary>stub</summary>
    public ShapesDataSet(Size size, int count, ulong seed = 0, string split = "train")
    {
        _ = (size, count, seed, split);
    }

    /// <summary>stub</summary>
    public string Name => "shapes";

    /// <summary>stub</summary>
    public IReadOnlyList<string> Classes => [];

    /// <summary>stub</summary>
    public int Count => 0;

    /// <summary>stub</summary>
    public string NameOf(int index) => "";

    /// <summary>stub</summary>
    public DataSample Read(int index) => throw new NotSupportedException();

    /// <summary>stub</summary>
    public void Dispose() { }
}
