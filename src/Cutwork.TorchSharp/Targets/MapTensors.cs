using System.Numerics;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>What a tensor of label maps must be, and what it is to the core.</summary>
internal static class MapTensors
{
    /// <summary>Refuses what is not a map of classes for every place of the plan.</summary>
    public static void Check(Plan plan, Tensor maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.dtype is not (ScalarType.Byte or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64))
            throw new ArgumentException(
                $"Label maps are class indexes, uint8, int16, int32 or int64, not {maps.dtype}; convert them: "
                    + "maps.to(ScalarType.Int64).",
                nameof(maps)
            );
        if (maps.dim() != 3)
            throw new ArgumentException(
                $"Label maps are N×H×W, the class of each pixel; given {TensorImages.Shape(maps)}. Take away a channel "
                    + "axis, maps.squeeze(1), or give one map a batch of its own, map.unsqueeze(0).",
                nameof(maps)
            );
        plan.CheckRead(TensorImages.SideOf(maps, 0), TensorImages.SizeOf(maps), "tensor of maps");
    }

    /// <summary>A class as the maps hold classes; null for none.</summary>
    public static T? Class<T>(long? given, string name)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (given is not { } label)
            return null;
        T held = T.CreateSaturating(label);
        return long.CreateSaturating(held) == label
            ? held
            : throw new ArgumentOutOfRangeException(
                name,
                label,
                $"Maps of this type hold classes from {T.MinValue} to {T.MaxValue}; choose one of these, or convert "
                    + "the maps: maps.to(ScalarType.Int64)."
            );
    }

    /// <summary>
    /// Maps on the CPU, each apart from the others, with the channel axis that the core's images have; to be called in
    /// a scope.
    /// </summary>
    public static Tensor Images(Tensor maps, ScalarType type)
    {
        Tensor images = maps.detach().cpu().to(type).unsqueeze(1);
        return TensorImages.LieApart(images) ? images : images.contiguous();
    }

    /// <summary>Without the channel axis, on the maps' device.</summary>
    public static Tensor Of(Tensor images, Tensor maps) => images.squeeze(1).to(maps.device);

    /// <summary>New memory for as many maps as the plan has images.</summary>
    public static Tensor Empty(Plan plan, ScalarType type, int channels = 1) =>
        empty([plan.Count, channels, plan.Size.Height, plan.Size.Width], type);
}
